// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A container as a process of its own, which ends with this one at the latest. Thread-safe. */
public final class ContainerProcess implements AutoCloseable {
  /** What makes containers start sooner, for the variable {@code JDK_JAVA_OPTIONS}. */
  public static final String STARTS_SOONER = "-XX:TieredStopAtLevel=1";

  private static final String OTHERS =
      "(CACHELET|SHOP|JETTY|CATALINA|JBOSS)_.*|(JAVA_TOOL|JDK_JAVA)_OPTIONS";
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final Thread killer = new Thread(this::kill);

  /**
   * Starts a container; nothing in the environment is for it but what is in the builder's now.
   *
   * @param base its working directory, in which {@code console.log} becomes what it writes
   */
  public ContainerProcess(ProcessBuilder builder, Path base) throws IOException {
    log = base.resolve("console.log");
    process =
        builder
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Returns a builder with nothing in its environment that is meant for other containers. */
  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches(OTHERS));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Returns the program that runs Java. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns the command that runs a Tomcat, as its own script would. */
  public static List<String> tomcat(Path home, Path base) {
    Path bin = home.resolve("bin");
    return List.of(
        java(),
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
        "-Dcatalina.home=" + home,
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

  /** Makes the folders of a base of Tomcat, and copies what is the same in all of them. */
  public static void prepareTomcat(Path home, Path base) throws IOException {
    Path conf = Files.createDirectory(base.resolve("conf"));
    for (String name : List.of("web.xml", "logging.properties")) {
      Files.copy(home.resolve("conf").resolve(name), conf.resolve(name));
    }
    for (String name : List.of("logs", "temp", "webapps")) {
      Files.createDirectories(base.resolve(name));
    }
  }

  /** Returns the command that runs a Jetty. */
  public static List<String> jetty(Path home) {
    return List.of(java(), "-jar", home.resolve("start.jar").toString());
  }

  /** Returns its id. */
  public long pid() {
    return process.pid();
  }

  /** Returns whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the file that it writes to. */
  public Path log() {
    return log;
  }

  /** Returns all that it wrote. */
  public String text() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it with all processes that it has started, and waits until it has ended. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
      process.waitFor();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
