// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cachelet.test.SessionInstallation;

/** Apache Tomcat; with virtual threads where Java has them. */
final class Tomcat extends Product {
  Tomcat(String version) {
    super("Tomcat " + version, "apache-tomcat-" + version);
  }

  @Override
  void configure(Path base, int port) throws IOException {
    Path conf = Files.createDirectory(base.resolve("conf"));
    for (String name : List.of("web.xml", "logging.properties")) {
      Files.copy(home().resolve("conf").resolve(name), conf.resolve(name));
    }
    String threads = VirtualThreads.arePossible() ? "useVirtualThreads=\"true\"" : "";
    Files.writeString(
        conf.resolve("server.xml"),
        """
        <Server port="-1">
          <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
          <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
          <Service name="Catalina">
            <Connector port="%d" address="127.0.0.1" %s/>
            <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
              <Host name="localhost" appBase="webapps"/>
            </Engine>
          </Service>
        </Server>
        """
            .formatted(port, threads));
    for (String name : List.of("logs", "temp", "webapps")) {
      Files.createDirectory(base.resolve(name));
    }
  }

  @Override
  boolean hasSessionAdapter() {
    return true;
  }

  @Override
  void addSessionAdapter(Path base, int port, String redisUrl) throws IOException {
    SessionInstallation.addToTomcat(base, redisUrl);
  }

  @Override
  List<String> command(Path base, int port) {
    Path bin = home().resolve("bin");
    return List.of(
        java(),
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
        "-Dcatalina.home=" + home(),
        "-Dcatalina.base=" + base,
        "-Djava.io.tmpdir=" + base.resolve("temp"),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
        "-cp",
        bin.resolve("bootstrap.jar") + File.pathSeparator + bin.resolve("tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap",
        "start");
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
