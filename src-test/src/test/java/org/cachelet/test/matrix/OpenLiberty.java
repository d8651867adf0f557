// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with what Jakarta EE 10 asks of a server for the web. */
final class OpenLiberty extends Product {
  OpenLiberty(String version) {
    super("Open Liberty " + version, "wlp");
  }

  @Override
  void configure(Path base, int port) throws IOException {
    Path server = Files.createDirectories(base.resolve("servers/matrix"));
    Files.writeString(
        server.resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>servlet-6.0</feature>
            <feature>pages-3.1</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
          <applicationMonitor updateTrigger="polled" pollingRate="500ms"/>
          <application location="matrix.war" type="war" contextRoot="/matrix"/>
        </server>
        """
            .formatted(port));
    Files.createDirectory(server.resolve("apps"));
  }

  @Override
  List<String> command(Path base, int port) {
    return List.of("bash", home().resolve("bin/server").toString(), "run", "matrix");
  }

  @Override
  Map<String, String> environment(Path base) {
    return Map.of("WLP_USER_DIR", base.toString());
  }

  @Override
  Path war(Path base) {
    return base.resolve("servers/matrix/apps/matrix.war");
  }
}
