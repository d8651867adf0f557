// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cachelet.test.ContainerProcess;
import org.cachelet.test.SessionInstallation;

/** Apache Tomcat; with virtual threads where Java has them. */
final class Tomcat extends Product {
  Tomcat(String version) {
    super("Tomcat " + version, "apache-tomcat-" + version);
  }

  @Override
  void configure(Path base, int port) throws IOException {
    ContainerProcess.prepareTomcat(home(), base);
    String threads = VirtualThreads.arePossible() ? "useVirtualThreads=\"true\"" : "";
    Files.writeString(
        base.resolve("conf/server.xml"),
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
    return ContainerProcess.tomcat(home(), base);
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
