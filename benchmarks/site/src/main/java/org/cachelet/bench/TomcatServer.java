// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.IntrospectionUtils;

/** Tomcat 11 with one application, and the session manager that system properties name. */
final class TomcatServer {
  /** Before the class of a session manager, and before each of its attributes. */
  static final String MANAGER = "bench.manager";

  private static final String ENDLESS = "-1";

  private TomcatServer() {}

  /** Starts it on a free port of 127.0.0.1 and returns the port. */
  static int start(ServletContainerInitializer application) throws Exception {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("bench-tomcat");
    base.toFile().deleteOnExit();
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", ENDLESS);
    Context context = tomcat.addContext("", base.toString());
    context.addServletContainerInitializer(application, Set.of());
    String manager = System.getProperty(MANAGER);
    if (manager != null) {
      context.setManager(manager(manager));
    }
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  private static Manager manager(String className) throws ReflectiveOperationException {
    Manager manager =
        Class.forName(className).asSubclass(Manager.class).getConstructor().newInstance();
    String prefix = MANAGER + '.';
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(
            name ->
                IntrospectionUtils.setProperty(
                    manager, name.substring(prefix.length()), System.getProperty(name)));
    return manager;
  }
}
