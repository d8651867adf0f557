// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.cachelet.test.ContainerProcess;

/** A product that runs as a process of its own with the application of the matrix. */
final class Server implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final int PORTS = 10;

  private final Product product;
  private final Path base;
  private final int port;
  private final SiteArchive archive;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ContainerProcess process;

  /** Starts a product in an empty folder, and waits until the application answers. */
  Server(Product product, Path base, SessionsBy sessions, String redisUrl) throws IOException {
    this.product = product;
    this.base = base;
    port = freePorts();
    archive = new SiteArchive(sessions);
    product.configure(base, port);
    if (sessions == SessionsBy.ADAPTER) {
      product.addSessionAdapter(base, port, redisUrl);
    }
    archive.deployAs(product.war(base));
    ProcessBuilder builder = ContainerProcess.builder(product.command(base, port));
    builder.environment().put("CACHELET_REDIS_URL", redisUrl);
    builder.environment().put("JDK_JAVA_OPTIONS", options(product, base));
    builder.environment().putAll(product.environment(base));
    process = new ContainerProcess(builder, base);
    try {
      awaitStart("");
    } catch (RuntimeException e) {
      endAfter(e);
      throw e;
    }
  }

  /**
   * Returns the options of the JVM. What is held softly goes at the next collection: a container's
   * caches of bean classes would look like a leak for as long as there is memory.
   */
  private static String options(Product product, Path base) {
    String options = "-XX:SoftRefLRUPolicyMSPerMB=0 " + ContainerProcess.STARTS_SOONER;
    return product.hasVirtualThreads()
        ? options + ' ' + VirtualThreads.recordingPinned(base)
        : options;
  }

  /** Asks for a path of the application, with names and values of fields in turn. */
  HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
    return client.send(request(path, fields).build(), BodyHandlers.ofString());
  }

  /** Asks for a path of the application; the body is as it was sent. */
  HttpResponse<byte[]> bytes(String path, String... fields)
      throws IOException, InterruptedException {
    return client.send(request(path, fields).build(), BodyHandlers.ofByteArray());
  }

  /** Sends a form. */
  HttpResponse<String> post(String path, String form, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path, fields)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Deploys the application once more, and waits until the new one answers. */
  void redeploy() throws IOException, InterruptedException {
    String before = get("/state/start").body();
    archive.deployAs(product.war(base));
    awaitStart(before);
  }

  /** Removes the application, and waits until it is gone. */
  void undeploy() throws IOException {
    Files.delete(product.war(base));
    await().atMost(PATIENCE).until(() -> get("/state/start").statusCode() == 404);
  }

  /** Returns whether it keeps class loaders that it needs no longer. */
  boolean keepsLoaders() {
    return product.keepsLoaders();
  }

  /** Returns the file that it writes to. */
  Path log() {
    return process.log();
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }

  private void endAfter(RuntimeException failure) {
    try {
      process.close();
    } catch (InterruptedException e) {
      failure.addSuppressed(e);
      Thread.currentThread().interrupt();
    }
  }

  private void awaitStart(String before) {
    await("the application answers, see " + process.log())
        .atMost(START_PATIENCE)
        .failFast("the container ended, see " + process.log(), () -> !process.isAlive())
        .ignoreExceptions()
        .until(
            () -> get("/state/start"),
            now -> now.statusCode() == 200 && !now.body().equals(before));
  }

  private HttpRequest.Builder request(String path, String... fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/matrix" + path))
            .timeout(PATIENCE);
    return fields.length == 0 ? request : request.headers(fields);
  }

  /** Returns the first of several free ports in a row, below those of outgoing connections. */
  private static int freePorts() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(22_000, 31_000);
      int free = 0;
      while (free < PORTS && isFree(first + free)) {
        free++;
      }
      if (free == PORTS) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
