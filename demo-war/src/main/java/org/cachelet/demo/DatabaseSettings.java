// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the shop's database is.
 *
 * @param url a JDBC address of H2 or PostgreSQL
 * @param user the user's name, empty if the address needs none
 * @param password the user's password
 */
record DatabaseSettings(String url, String user, String password) {
  private static final int CONNECTIONS = 16;

  /** Reads the settings by their names; without any, the shop lives in memory. */
  static DatabaseSettings of(Function<String, @Nullable String> settings) {
    return new DatabaseSettings(
        orElse(settings.apply("SHOP_JDBC_URL"), "jdbc:h2:mem:shop"),
        orElse(settings.apply("SHOP_JDBC_USER"), ""),
        orElse(settings.apply("SHOP_JDBC_PASSWORD"), ""));
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }

  /** Opens a pool; fails with one clear sentence if the database does not answer. */
  HikariDataSource open() {
    Driver driver = driver();
    knock(driver);
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setDriverClassName(driver.getClass().getName());
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    if (url.startsWith("jdbc:postgresql:")) {
      config.addDataSourceProperty("reWriteBatchedInserts", "true"); // fills three times as fast
    }
    return new HikariDataSource(config);
  }

  /** Returns the driver that understands the address. */
  private Driver driver() {
    for (Driver driver : ServiceLoader.load(Driver.class, getClass().getClassLoader())) {
      if (understands(driver)) {
        return driver;
      }
    }
    throw new IllegalStateException(
        "SHOP_JDBC_URL: "
            + shown()
            + "; allowed: an address that begins with jdbc:h2: or jdbc:postgresql:");
  }

  private boolean understands(Driver driver) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      throw new IllegalStateException("SHOP_JDBC_URL: " + shown() + ": " + e.getMessage(), e);
    }
  }

  /** Tries one connection before the pool does, which would log every attempt. */
  private void knock(Driver driver) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", "5");
    try (Connection connection = driver.connect(url, properties)) {
      connection.getMetaData();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "SHOP_JDBC_URL: cannot open " + shown() + ": " + e.getMessage(), e);
    }
  }

  /** Returns the address without its parameters, which may hold a password. */
  private String shown() {
    return url.split("[?;]", 2)[0];
  }
}
