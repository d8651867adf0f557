// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Tomcat as it was unpacked.
 *
 * @param home its folder
 */
record TomcatStage(Path home) implements Walkthrough.Stage {
  @Override
  public void prepare(int port) throws IOException {
    Path file = home.resolve("conf/server.xml");
    String conf = Files.readString(file);
    Files.writeString(
        file,
        conf.replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + '"')
            .replace("port=\"8005\"", "port=\"-1\""));
    Files.createDirectories(home.resolve("webapps")); // which the build leaves out
  }

  @Override
  public String adapted(String command) {
    return command.replace("catalina.sh run", "catalina.sh run ");
  }
}
