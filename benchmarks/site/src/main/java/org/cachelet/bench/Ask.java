// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the connections ask of a server, and what a right answer is.
 *
 * @param path of a page, or of what a session is asked for
 */
record Ask(String path, Kind kind) {
  private static final String GZIP = "Accept-Encoding: gzip\r\n";
  private static final int FILLS = 2; // the second answer is of the cache

  /** The ways to ask. */
  enum Kind {
    /** The page as it is. */
    PLAIN,
    /** The page compressed. */
    GZIP,
    /** The page, by somebody who has it. */
    VALIDATE,
    /** The page compressed, in which there is something for each visitor. */
    HOLES,
    /** Something that a session knows. */
    SESSION
  }

  /** Asks until the answer is what it will be under load, and returns that. */
  Expected expect(int port) throws IOException {
    String request = request(fields(port));
    Reply reply = Reply.get(port, request);
    for (int n = 1; n < FILLS; n++) {
      check(reply);
      reply = Reply.get(port, request);
    }
    check(reply);
    return new Expected(request.getBytes(ISO_8859_1), reply.status(), reply.body());
  }

  private String request(String fields) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
  }

  private String fields(int port) throws IOException {
    return switch (kind) {
      case PLAIN -> "";
      case GZIP, HOLES -> GZIP;
      case VALIDATE -> "If-None-Match: " + field(port, "ETag") + "\r\n";
      case SESSION -> "Cookie: " + field(port, "Set-Cookie").replaceFirst(";.*", "") + "\r\n";
    };
  }

  private String field(int port, String name) throws IOException {
    return Reply.get(port, request(""))
        .field(name)
        .orElseThrow(() -> new IOException(path + " has no " + name));
  }

  private void check(Reply reply) throws IOException {
    String mistake = mistake(reply);
    if (mistake != null) {
      throw new IOException(path + ": " + mistake + "\n" + reply.head());
    }
  }

  private @Nullable String mistake(Reply reply) {
    if (kind == Kind.VALIDATE) {
      return reply.status() == 304 ? null : "was sent again";
    }
    if (reply.status() != 200) {
      return "is not there";
    }
    boolean packs = kind == Kind.GZIP || kind == Kind.HOLES;
    if (packs != reply.field("Content-Encoding").isPresent()) {
      return "has the wrong encoding";
    }
    return Arrays.equals(reply.unpacked(), wanted()) ? null : "has the wrong bytes";
  }

  private byte[] wanted() {
    return switch (kind) {
      case HOLES -> PageWithHoles.filled();
      case SESSION -> SessionServlet.ANSWER;
      default -> Pages.at(path);
    };
  }
}
