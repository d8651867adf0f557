// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.cachelet.cache.Caches;
import org.jspecify.annotations.Nullable;

/** An application of pages that a test writes. Used by one thread. */
final class JspSite {
  /** What pages begin with. */
  static final String HEAD =
      "<%@ page session=\"false\" %><%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\""
          + " %><%@ taglib prefix=\"c\" uri=\"jakarta.tags.core\" %>";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path root;
  private final Path work;
  private final Map<String, Servlet> servlets = new LinkedHashMap<>();
  private final Caches caches;
  private @Nullable JspContainer container;

  /** Writes one answer. */
  interface Answer {
    void write(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  JspSite(Path folder, Caches caches) {
    this.caches = caches;
    root = folder.resolve("root");
    work = folder.resolve("work");
    try {
      Files.createDirectories(work);
      Files.createDirectories(root.resolve("WEB-INF/tags"));
      copy("/META-INF/cachelet.tld", root.resolve("WEB-INF/cachelet.tld"));
      copy("/META-INF/c.tld", root.resolve("WEB-INF/c.tld"));
      copy("/META-INF/fmt.tld", root.resolve("WEB-INF/fmt.tld"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = JspSite.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in, resource), to);
    }
  }

  /** Writes a page, with {@link #HEAD} before it. */
  JspSite page(String path, String text) throws IOException {
    return file(path, HEAD + text);
  }

  /** Writes a file. */
  JspSite file(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Puts a servlet under a path. */
  JspSite servlet(String path, Answer answer) {
    servlets.put(path, new Answering(answer));
    return this;
  }

  /** Returns the body of what a path answers, which is to be a success. */
  String get(String path, String... header) throws Exception {
    HttpResponse<String> response = send(path, header);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** Returns what a path answers. */
  HttpResponse<String> send(String path, String... header) throws Exception {
    JspContainer running = container;
    if (running == null) {
      running = JspContainer.start(root, work, caches, servlets);
      container = running;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path));
    if (header.length > 0) {
      request.headers(header);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Stops the container, and with it the caches. */
  void stop() throws Exception {
    if (container != null) {
      container.stop();
    }
  }

  private static final class Answering extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Answer answer;

    Answering(Answer answer) {
      this.answer = answer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        answer.write(request, response);
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
