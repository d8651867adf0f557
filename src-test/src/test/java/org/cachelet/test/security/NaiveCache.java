// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache that makes each mistake: it stores all that it sees under its path and serves it to
 * everybody. The cases must notice.
 */
final class NaiveCache extends HttpFilter {
  private final Map<String, Stored> pages = new ConcurrentHashMap<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String key = request.getServletPath() + request.getPathInfo();
    if (key.startsWith("/login")) {
      chain.doFilter(request, response);
      return;
    }
    Stored stored = pages.get(key);
    if (stored == null) {
      stored = make(request, response, chain);
      pages.put(key, stored);
    }
    stored.send(response);
  }

  private static Stored make(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    Copying copying = new Copying(response);
    try {
      chain.doFilter(request, copying);
    } catch (IOException | ServletException | RuntimeException e) {
      copying.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
    copying.flush();
    return new Stored(
        copying.getStatus(), copying.fields, copying.bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private record Stored(int status, List<Map.Entry<String, String>> fields, String body) {
    void send(HttpServletResponse response) throws IOException {
      response.setStatus(status);
      for (Map.Entry<String, String> field : fields) {
        response.addHeader(field.getKey(), field.getValue());
      }
      response.getOutputStream().write(body.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static final class Copying extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private final PrintWriter writer =
        new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    private int status = SC_OK;

    Copying(HttpServletResponse response) {
      super(response);
    }

    void flush() {
      writer.flush();
    }

    @Override
    public int getStatus() {
      return status;
    }

    @Override
    public void setStatus(int sc) {
      status = sc;
    }

    @Override
    public void sendError(int sc) {
      status = sc;
    }

    @Override
    public void sendError(int sc, @Nullable String message) {
      status = sc;
      writer.print(message);
    }

    @Override
    public void sendRedirect(String location) {
      status = SC_FOUND;
      addHeader("Location", location);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
      addHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
      if (value != null && !name.equalsIgnoreCase("Content-Length")) {
        fields.add(Map.entry(name, value));
      }
    }

    @Override
    public void addCookie(jakarta.servlet.http.Cookie cookie) {
      addHeader("Set-Cookie", cookie.getName() + "=" + cookie.getValue());
    }

    @Override
    public void setContentLength(int length) {
      // the body is as long as it is
    }

    @Override
    public void setContentLengthLong(long length) {
      // the body is as long as it is
    }

    @Override
    public void flushBuffer() {
      writer.flush();
    }

    @Override
    public PrintWriter getWriter() {
      return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new IllegalStateException("not asynchronous");
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }
      };
    }
  }
}
