// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.bench.Applications;
import org.cachelet.bench.ServerMain;

/** Runs Tomcat with Redisson's session manager, which asks Redis for each read. */
public final class RedissonMain {
  private RedissonMain() {}

  /**
   * Starts the server and serves until the bench ends it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Path config = Files.createTempFile("bench-redisson", ".yaml");
    config.toFile().deleteOnExit();
    String address = System.getProperty("bench.redis");
    Files.writeString(config, "singleServerConfig:\n  address: \"" + address + "\"\n");
    String manager = "bench.manager";
    System.setProperty(manager, "org.redisson.tomcat.RedissonSessionManager");
    System.setProperty(manager + ".configPath", config.toString());
    System.setProperty(manager + ".readMode", "REDIS");
    System.setProperty(manager + ".updateMode", "DEFAULT");
    ServerMain.run("tomcat", (none, context) -> Applications.addSessions(context));
  }
}
