// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A node in a JVM of its own, which may be paused and killed. Thread-safe. */
final class NodeProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  private final Process process;
  private final int port;

  /**
   * Starts a node.
   *
   * @param redisUrl where its Redis is
   * @param sourcePort of the node that knows the versions of pages
   * @param delay how long it takes to make a page
   */
  NodeProcess(String redisUrl, int sourcePort, Duration delay) throws IOException {
    String java = System.getProperty("java.home") + "/bin/java";
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder command =
        new ProcessBuilder(java, "-Xmx256m", "-cp", classPath, NodeProcess.class.getName());
    String millis = String.valueOf(delay.toMillis());
    command.command().addAll(List.of(redisUrl, String.valueOf(sourcePort), millis));
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    port = awaitPort();
  }

  private int awaitPort() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        return Integer.parseInt(line.substring(LISTENING.length()));
      }
    }
    throw new IOException("the node ended before it listened");
  }

  /** Runs a node until its input ends, which it does with the process that started it. */
  public static void main(String[] arguments) throws Exception {
    Source source = Source.of(Integer.parseInt(arguments[1]));
    source.delay(Duration.ofMillis(Long.parseLong(arguments[2])));
    try (Node node = Node.start(source, Node.settings(arguments[0]))) {
      System.out.println(LISTENING + node.port());
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    }
  }

  /** Returns the port of 127.0.0.1 that it listens on. */
  int port() {
    return port;
  }

  /** Stops the process in its tracks (SIGSTOP). */
  void pause() throws Exception {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  void resume() throws Exception {
    signal("CONT");
  }

  /** Ends the process as a crash does (SIGKILL). */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
