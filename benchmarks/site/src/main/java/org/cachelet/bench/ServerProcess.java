// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.bench.figure.ProcStat;

/** A server that runs, and answers what it has allocated. Used by one thread. */
final class ServerProcess implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-XX:ActiveProcessorCount=2");

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final int port;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader(US_ASCII);
    questions = process.outputWriter(US_ASCII);
    port = Math.toIntExact(answer());
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param classPath of all servers
   * @param log what it says beside
   */
  static ServerProcess start(Target target, String classPath, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    Path files = Files.createDirectories(log.resolveSibling("servers").toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + files); // which nobody deletes when servers are ended
    if (Profile.IS_WANTED) {
      command.addAll(Profile.options(files, target));
    }
    target.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", classPath, target.main()));
    command.addAll(target.arguments());
    Process process =
        new ProcessBuilder(Cores.ofServers(command))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      return new ServerProcess(process);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException(target + " did not start, see " + log.getFileName(), e);
    }
  }

  /** Returns where on 127.0.0.1 it listens. */
  int port() {
    return port;
  }

  /** Returns its id, and those of the processes that it has started. */
  Set<Long> pids() {
    return ProcStat.family(process.toHandle());
  }

  /** Returns what it answers to a question of {@link Control}. */
  long ask(String question) throws IOException {
    questions.write(question + '\n');
    questions.flush();
    return answer();
  }

  private long answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(Control.MARK)) {
        return Long.parseLong(line.substring(Control.MARK.length()));
      }
    }
    throw new IOException("the server has ended");
  }

  /** Ends it. */
  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
