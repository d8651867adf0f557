// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cachelet.test.ContainerProcess;
import org.cachelet.test.redis.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * A reader who does what a guide says, in a folder: writes its files, types its commands and
 * compares what they show. Only the port is another one, so that nobody else has it.
 */
final class Walkthrough implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long STOP_SECONDS = 20;

  private final Path folder;
  private final Path log;
  private final Stage stage;
  private final int port;
  private final Curl curl = new Curl();
  private final Shown shown = new Shown();
  private String output = "";
  private @Nullable Process server;

  /** Begins in a folder that has what the guide says is to be there. */
  Walkthrough(Path folder, Stage stage) throws IOException {
    this.folder = folder;
    this.stage = stage;
    log = folder.resolve("console.log");
    port = FreePorts.next();
    stage.prepare(port);
  }

  /** Follows a guide to its end. */
  void follow(Guide guide) throws IOException, InterruptedException {
    assertThat(guide.blocks()).isNotEmpty();
    for (Guide.Block block : guide.blocks()) {
      switch (block.kind()) {
        case FILE -> write(block);
        case COMMANDS -> type(block.text());
        case OUTPUT -> shown.check(block.text(), output);
      }
    }
  }

  private void write(Guide.Block block) throws IOException {
    Path file = folder.resolve(block.name());
    Files.createDirectories(file.getParent());
    Files.writeString(file, block.text(), UTF_8, StandardOpenOption.CREATE_NEW);
  }

  private void type(String commands) throws IOException, InterruptedException {
    for (String line : commands.lines().toList()) {
      String command = stage.adapted(line);
      if (line.startsWith("curl ")) {
        output = curl.run(line.replace("localhost:8080", "127.0.0.1:" + port));
      } else if (!command.equals(line)) {
        serve(command);
      } else {
        Process process = start(command);
        assertThat(process.waitFor()).as(command + ", see " + log).isZero();
      }
    }
  }

  private void serve(String command) throws IOException, InterruptedException {
    close();
    Process started = start(command);
    server = started;
    await(command + ", see " + log)
        .atMost(PATIENCE)
        .failFast("the server ended, see " + log, () -> !started.isAlive())
        .ignoreExceptions()
        .until(() -> !curl.run("curl -i http://127.0.0.1:" + port + "/").isEmpty());
  }

  private Process start(String command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(CACHELET|JETTY|CATALINA|JRE|SPRING|SERVER)_.*"));
    String java = System.getProperty("java.home");
    builder.environment().put("JAVA_HOME", java);
    builder.environment().put("JDK_JAVA_OPTIONS", ContainerProcess.STARTS_SOONER);
    builder
        .environment()
        .merge("PATH", java + "/bin", (path, bin) -> bin + File.pathSeparator + path);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Stops the server, if one runs. */
  @Override
  public void close() throws InterruptedException {
    Process running = server;
    if (running == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (all.stream().anyMatch(ProcessHandle::isAlive)) { // the shell ends before the server
      if (System.nanoTime() > end) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    server = null;
  }

  /** What is different for a reader who may not use port 8080. */
  interface Stage {
    /** Makes the server listen on a port, as far as its configuration says on which. */
    void prepare(int port) throws IOException;

    /** Returns a command that runs a server, for that port; others as they are. */
    String adapted(String command) throws IOException;
  }
}
