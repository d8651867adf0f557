// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WildFly, whose servlet container is Undertow. */
final class WildFly extends Product {
  WildFly(String version) {
    super("WildFly " + version, "wildfly-" + version);
  }

  @Override
  void configure(Path base, int port) throws IOException {
    copy(home().resolve("standalone/configuration"), base.resolve("configuration"));
    Path configuration = base.resolve("configuration/standalone.xml");
    String text = Files.readString(configuration);
    text = text.replace("${jboss.http.port:8080}", String.valueOf(port));
    // Ports that nobody needs are left to the system.
    text = text.replaceAll("port=\"(\\$\\{jboss\\.[a-z.]+:\\d{4}}|471[23])\"", "port=\"0\"");
    text = text.replaceAll("scan-interval=\"\\d+\"", "scan-interval=\"500\"");
    Files.writeString(configuration, text);
    Files.createDirectory(base.resolve("deployments"));
  }

  @Override
  List<String> command(Path base, int port) {
    return List.of(
        "bash",
        home().resolve("bin/standalone.sh").toString(),
        "-Djboss.server.base.dir=" + base,
        "-Djboss.bind.address=127.0.0.1");
  }

  @Override
  Path war(Path base) {
    return base.resolve("deployments/matrix.war");
  }
}
