// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The shop's database; each call takes a connection from the pool and gives it back. */
final class Database {
  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** Returns every row of a query. */
  <T> List<T> list(String query, Sql.Mapper<T> mapper, Object... values) {
    return call(sql -> sql.list(query, mapper, values));
  }

  /** Returns the first row of a query, if there is one. */
  <T> Optional<T> first(String query, Sql.Mapper<T> mapper, Object... values) {
    return list(query, mapper, values).stream().findFirst();
  }

  /** Returns the only number of a query; zero if it is null. */
  int number(String query, Object... values) {
    return call(sql -> sql.number(query, values));
  }

  /** Changes rows and returns how many. */
  int update(String statement, Object... values) {
    return call(sql -> sql.update(statement, values));
  }

  /** Does work that takes effect as a whole or, when it throws, not at all. */
  <T> T transaction(Function<Sql, T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(new Sql(connection));
        connection.commit();
        return result;
      } catch (RuntimeException | Error e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private <T> T call(Function<Sql, T> work) {
    try (Connection connection = source.getConnection()) {
      return work.apply(new Sql(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
