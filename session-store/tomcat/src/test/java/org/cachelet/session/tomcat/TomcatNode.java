// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;

/** A Tomcat in this process whose applications have the manager. */
final class TomcatNode implements Container.Node {
  /** Keeps what Tomcat says about tested failures out of the output. */
  private static final Logger QUIET = Logger.getLogger("org.apache");

  private final Tomcat tomcat;
  private final Path folder;

  private TomcatNode(Tomcat tomcat, Path folder) {
    this.tomcat = tomcat;
    this.folder = folder;
  }

  /** Prepares a server without applications. */
  static TomcatNode make() throws IOException {
    QUIET.setLevel(Level.parse(System.getProperty("tomcat.log", "OFF")));
    Path folder = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.addUser(TestApplication.USER, TestApplication.PASSWORD);
    tomcat.addRole(TestApplication.USER, TestApplication.ROLE);
    return new TomcatNode(tomcat, folder);
  }

  /** Starts a server with the application of the contract. */
  static Container.Node start(TestApplication application) throws Exception {
    TomcatNode node = make();
    Context context = node.add(application.contextPath());
    application.settings().forEach(context::addParameter);
    context.addServletContainerInitializer(application, Set.of());
    return node.started();
  }

  /** Adds an application that has the manager and nothing else. */
  Context add(String path) {
    Context context = tomcat.addContext(path, folder.toString());
    context.setManager(new CacheletManager());
    return context;
  }

  /** Returns a folder that is deleted with the server. */
  String folder() {
    return folder.toString();
  }

  /** Returns the server, for what is particular about it. */
  Tomcat tomcat() {
    return tomcat;
  }

  /** Starts it. */
  TomcatNode started() throws Exception {
    tomcat.start();
    return this;
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
