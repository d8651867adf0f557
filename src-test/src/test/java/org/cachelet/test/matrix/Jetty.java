// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.test.ContainerProcess;
import org.cachelet.test.SessionInstallation;

/** Eclipse Jetty with one of its environments; with virtual threads where Java has them. */
final class Jetty extends Product {
  private final String environment;
  private final String scanner;

  Jetty(String version, String environment) {
    super("Jetty " + version + " " + environment, "jetty-home-" + version);
    this.environment = environment;
    this.scanner = version.startsWith("12.0.") ? "" : "--module=deployment-scanner\n";
  }

  @Override
  void configure(Path base, int port) throws IOException {
    String threads = VirtualThreads.arePossible() ? "--module=threadpool-virtual\n" : "";
    Path start = Files.createDirectory(base.resolve("start.d"));
    Files.writeString(
        start.resolve("server.ini"),
        """
        --module=http
        --module=%1$s-deploy
        --module=%1$s-annotations
        --module=%1$s-jsp
        %2$s
        jetty.deploy.scanInterval=1
        """
            .formatted(environment, scanner + threads));
    Files.createDirectory(base.resolve("webapps"));
  }

  @Override
  boolean hasSessionAdapter() {
    return true;
  }

  @Override
  void addSessionAdapter(Path base, int port, String redisUrl) throws IOException {
    SessionInstallation.addToJetty(base, command(base, port), redisUrl);
  }

  @Override
  List<String> command(Path base, int port) {
    List<String> command = new ArrayList<>(ContainerProcess.jetty(home()));
    command.addAll(List.of("jetty.http.host=127.0.0.1", "jetty.http.port=" + port));
    return command;
  }

  @Override
  boolean hasVirtualThreads() {
    return VirtualThreads.arePossible();
  }

  @Override
  Path war(Path base) {
    return base.resolve("webapps/matrix.war");
  }
}
