// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The customers who are known by name, and the few of them who may log in. */
final class Accounts {
  private final Database database;

  Accounts(Database database) {
    this.database = database;
  }

  /** Returns the customer with this number. */
  Account account(int id) {
    return database
        .first(
            "select id, name, city, administrator from account where id = ?", Accounts::account, id)
        .orElseThrow();
  }

  /** Returns the customer whose login and password these are. */
  Optional<Account> login(String login, String password) {
    Optional<String> hash =
        database.first(
            "select password from account where login = ?",
            row -> row.getString("password"),
            login);
    if (!Passwords.matches(password, hash.orElse(null))) {
      return Optional.empty();
    }
    return database.first(
        "select id, name, city, administrator from account where login = ?",
        Accounts::account,
        login);
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getInt("id"),
        row.getString("name"),
        row.getString("city"),
        row.getBoolean("administrator"));
  }
}
