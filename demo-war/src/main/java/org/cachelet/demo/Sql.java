// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection; used by one thread. */
final class Sql {
  private static final int BATCH = 1000;
  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the current row. */
  @FunctionalInterface
  interface Mapper<T> {
    /** Returns the value; must not move the row. */
    T map(ResultSet row) throws SQLException;
  }

  /** Returns every row of a query. */
  <T> List<T> list(String query, Mapper<T> mapper, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(mapper.map(rows));
        }
        return result;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Returns the only number of a query; zero if it is null. */
  int number(String query, @Nullable Object... values) {
    return list(query, row -> row.getInt(1), values).get(0);
  }

  /** Changes rows and returns how many. */
  int update(String statement, @Nullable Object... values) {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      bind(prepared, values);
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Inserts a row and returns the number that the database gave it. */
  int insert(String statement, @Nullable Object... values) {
    try (PreparedStatement prepared = connection.prepareStatement(statement, new String[] {"id"})) {
      bind(prepared, values);
      prepared.executeUpdate();
      try (ResultSet keys = prepared.getGeneratedKeys()) {
        keys.next();
        return keys.getInt(1);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Inserts many rows, some hundred at a time. */
  void insertAll(String statement, Iterable<@Nullable Object[]> rows) {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      int waiting = 0;
      for (@Nullable Object[] row : rows) {
        bind(prepared, row);
        prepared.addBatch();
        if (++waiting % BATCH == 0) {
          prepared.executeBatch();
        }
      }
      prepared.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs statements that stand apart by semicolons and have no values. */
  void script(String statements) {
    try (Statement statement = connection.createStatement()) {
      for (String one : statements.split(";", -1)) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
