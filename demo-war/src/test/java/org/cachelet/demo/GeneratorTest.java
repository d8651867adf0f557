// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeneratorTest {
  private static final Database FIRST = filled("generator1");

  @BeforeAll
  static void fillAgain() {
    Generator.fill(FIRST); // has no effect on a shop that is there
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3000 | select count(*) from product
          3000 | select count(distinct name) from product
          12   | select count(*) from category
          8    | select round(avg(cast(n as double precision))) from (select count(*) n from review group by product_id)
          6    | select min(n) from (select count(*) n from review group by product_id)
          3000 | select count(distinct product_id) from review
          3000 | select count(*) from (select product_id from stock group by product_id having count(*) = 4)
          3000 | select count(*) from (select product_id from related group by product_id having count(*) = 6)
          0    | select count(*) from related where product_id = other_id
          0    | select count(*) from product where description like '%{%' or summary like '%{%'
          0    | select count(*) from review where body like '%{%'
          0    | select count(*) from review r join product p on p.id = r.product_id where r.written < p.listed
          """)
  void shop_isComplete(int expected, String query) {
    assertThat(FIRST.number(query)).isEqualTo(expected);
  }

  @Test
  void shop_isTheSameEveryTime() {
    Database second = filled("generator2");

    for (String query :
        List.of(
            "select name || description || price_cents || listed from product order by id",
            "select body || written || account_id from review order by id",
            "select product_id || '-' || amount from stock order by product_id, warehouse_id")) {
      Sql.Mapper<String> text = row -> row.getString(1);
      assertThat(second.list(query, text)).isEqualTo(FIRST.list(query, text));
    }
  }

  private static Database filled(String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    Database database = new Database(source);
    Generator.fill(database);
    return database;
  }
}
