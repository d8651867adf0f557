// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A node in a JVM of its own, which may be paused and killed. Thread-safe. */
public final class NodeProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  private final Process process;

  /** 0 until it is known. */
  @GuardedBy("this")
  private int port;

  /**
   * Starts a node, and does not wait for it.
   *
   * @param main a class whose main method calls {@link #serve}
   * @param arguments of that method
   */
  public NodeProcess(Class<?> main, String... arguments) throws IOException {
    String java = System.getProperty("java.home") + "/bin/java";
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder command =
        new ProcessBuilder(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath);
    command.command().add(main.getName());
    command.command().addAll(List.of(arguments));
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
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

  /** Lets a node that listens on this port run until the process ends that started it. */
  public static void serve(int port) throws IOException {
    System.out.println(LISTENING + port);
    while (System.in.read() >= 0) {
      // nothing is said to it
    }
  }

  /** Returns the port of 127.0.0.1 that it listens on; waits until it does. */
  public synchronized int port() throws IOException {
    if (port == 0) {
      port = awaitPort();
    }
    return port;
  }

  /** Stops the process in its tracks (SIGSTOP). */
  public void pause() throws Exception {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void resume() throws Exception {
    signal("CONT");
  }

  /** Ends the process as a crash does (SIGKILL). */
  public void kill() throws InterruptedException {
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
