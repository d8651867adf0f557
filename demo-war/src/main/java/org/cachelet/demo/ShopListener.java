// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the shop when the web application starts, and closes its database with it. */
public final class ShopListener implements ServletContextListener {
  private @Nullable HikariDataSource source;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Map<String, String> environment = System.getenv();
    source =
        DatabaseSettings.of(
                name -> {
                  String parameter = event.getServletContext().getInitParameter(name);
                  return parameter == null ? environment.get(name) : parameter;
                })
            .open();
    Database database = new Database(MeteredSource.meter(source));
    Generator.fill(database);
    Shop.open(event.getServletContext(), database);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (source != null) {
      source.close();
    }
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == getClass().getClassLoader())
        .forEach(ShopListener::forget);
  }

  /** Takes a driver out of the JVM's list, which would hold on to this application for ever. */
  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
