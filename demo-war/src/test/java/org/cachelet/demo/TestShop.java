// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.demo.server.DemoServer;

/** A shop on a free port and a database of its own. */
final class TestShop {
  private static final Logger HIKARI = Logger.getLogger("com.zaxxer.hikari");
  private final DemoServer server;

  /** Makes a shop whose in-memory database has this name and these H2 settings. */
  TestShop(String database) {
    this(database, Map.of());
  }

  /** Makes a shop with settings of its own. */
  TestShop(String database, Map<String, String> settings) {
    HIKARI.setLevel(Level.SEVERE); // warns of the driver that another shop took out of the list
    Map<String, String> all = new HashMap<>(settings);
    all.put("SHOP_JDBC_URL", "jdbc:h2:mem:" + database);
    server = new DemoServer(Path.of("src/main/webapp"), 0, all);
  }

  void start() throws Exception {
    server.listen();
    server.start();
  }

  void stop() throws Exception {
    server.stop();
  }

  Browser browser() {
    return new Browser(port());
  }

  int port() {
    return server.port();
  }
}
