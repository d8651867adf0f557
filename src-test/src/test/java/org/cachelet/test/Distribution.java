// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A container as its makers ship it. */
enum Distribution {
  /** Servlet 6.0. */
  TOMCAT_10("tomcat10"),

  /** Servlet 6.1. */
  TOMCAT_11("tomcat11"),

  /** Servlet 6.0. */
  JETTY_EE10("ee10"),

  /** Servlet 6.1. */
  JETTY_EE11("ee11");

  private static final String TOMCAT_SERVER =
      """
      <Server port="-1">
        <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
        <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
        <Service name="Catalina">
          <Connector port="0" address="127.0.0.1"/>
          <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
            <Realm className="org.apache.catalina.realm.MemoryRealm"/>
            <Host name="localhost" appBase="webapps" startStopThreads="2"/>
          </Engine>
        </Service>
      </Server>
      """;
  private static final String TOMCAT_USERS =
      """
      <tomcat-users>
        <user username="ada" password="secret" roles="member"/>
      </tomcat-users>
      """;
  private static final String JETTY_SERVER =
      """
      --module=http
      --module=deployment-scanner
      jetty.http.host=127.0.0.1
      jetty.http.port=0
      jetty.deploy.scanInterval=1
      jetty.deploy.deferInitialScan=true
      etc/users.xml
      """;
  private static final String JETTY_USERS =
      """
      <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
      <Configure id="Server" class="org.eclipse.jetty.server.Server">
        <New id="Users" class="org.eclipse.jetty.security.UserStore">
          <Call name="addUser">
            <Arg>ada</Arg>
            <Arg><New class="org.eclipse.jetty.util.security.Password"><Arg>secret</Arg></New></Arg>
            <Arg><Array type="java.lang.String"><Item>member</Item></Array></Arg>
          </Call>
        </New>
        <Call name="addBean">
          <Arg>
            <New class="org.eclipse.jetty.security.HashLoginService">
              <Set name="name">members</Set>
              <Call name="setUserStore"><Arg><Ref refid="Users"/></Arg></Call>
            </New>
          </Arg>
        </Call>
      </Configure>
      """;

  private final String word;

  Distribution(String word) {
    this.word = word;
  }

  /** Returns what its log says of the port that it listens on. */
  Pattern listening() {
    return isTomcat()
        ? Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127\\.0\\.0\\.1-auto-\\d+-(\\d+)")
        : Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  }

  /** Writes its configuration into a new folder, whose {@code webapps} it will deploy. */
  void configure(Path base) throws IOException {
    if (isTomcat()) {
      ContainerProcess.prepareTomcat(home(), base);
      Path conf = base.resolve("conf");
      Files.writeString(conf.resolve("server.xml"), TOMCAT_SERVER, UTF_8);
      Files.writeString(conf.resolve("tomcat-users.xml"), TOMCAT_USERS, UTF_8);
    } else {
      Path start = Files.createDirectory(base.resolve("start.d"));
      Files.writeString(start.resolve("server.ini"), JETTY_SERVER, UTF_8);
      Path etc = Files.createDirectory(base.resolve("etc"));
      Files.writeString(etc.resolve("users.xml"), JETTY_USERS, UTF_8);
      Files.writeString(
          start.resolve(word + ".ini"),
          "--module=%1$s-deploy\n--module=%1$s-annotations\n--module=%1$s-jsp\n".formatted(word),
          UTF_8);
    }
  }

  /** Keeps the sessions of all its applications in Redis. */
  void keepSessionsIn(String redisUrl, Path base) throws IOException {
    if (isTomcat()) {
      SessionInstallation.addToTomcat(base, redisUrl);
    } else {
      SessionInstallation.addToJetty(base, command(base), redisUrl);
    }
  }

  /** Returns the command that runs it, as its own script would. */
  List<String> command(Path base) {
    return isTomcat() ? ContainerProcess.tomcat(home(), base) : ContainerProcess.jetty(home());
  }

  /** Returns whether it is a Tomcat; else it is a Jetty. */
  boolean isTomcat() {
    return this == TOMCAT_10 || this == TOMCAT_11;
  }

  private Path home() {
    return Path.of(System.getProperty(isTomcat() ? word : "jetty"));
  }
}
