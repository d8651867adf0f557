// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection to a node that stays open, without the threads of a client library, which would be
 * part of what is measured. Used by one thread.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  /** Opens a connection to a port of 127.0.0.1. */
  public HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 15);
  }

  /**
   * What came back.
   *
   * @param fields by name in lower case
   */
  public record Answer(int status, Map<String, String> fields, String body) {
    /** Returns whether the cache had what was asked for. */
    boolean isHit() {
      return fields.getOrDefault("cache-status", "").contains("; hit")
          || fields.getOrDefault(SiteServlet.FOUND.toLowerCase(Locale.ROOT), "").equals("true");
    }
  }

  /** Asks for a path. */
  public Answer get(String path) throws IOException {
    return get(path, "");
  }

  /** Asks for a path with a cookie, unless that is empty. */
  public Answer get(String path, String cookie) throws IOException {
    String line = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
    String request = "GET " + path + " HTTP/1.1\r\nHost: site.test\r\n" + line + "\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> fields = fields();
    return new Answer(status, fields, body(fields));
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    return fields;
  }

  private String body(Map<String, String> fields) throws IOException {
    if (fields.containsKey("content-length")) {
      return text(Integer.parseInt(fields.get("content-length")));
    }
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the answer is " + bytes.length + " bytes long, not " + length);
    }
    return new String(bytes, US_ASCII);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the node closed the connection");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
