// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire, byte by byte. In it, {@code {page}} stands for the path of
 * the case and {@code {alice}} for the id of the session of that user.
 *
 * @param lines the field lines
 * @param body what follows the empty line, as it is
 */
record Message(String method, String target, String version, List<String> lines, String body) {
  private static final String HOST = "Host: site.test";

  /** Copies the lines. */
  Message {
    lines = List.copyOf(lines);
  }

  /** Returns what a visitor sends who knows of nothing. */
  static Message get() {
    return new Message("GET", "{page}", "HTTP/1.1", List.of(HOST), "");
  }

  /** Returns the same with another method. */
  Message method(String other) {
    return new Message(other, target, version, lines, body);
  }

  /** Returns the same for another target. */
  Message to(String other) {
    return new Message(method, other, version, lines, body);
  }

  /** Returns the same with a query. */
  Message query(String query) {
    return to(target + "?" + query);
  }

  /** Returns the same in another version of HTTP. */
  Message version(String other) {
    return new Message(method, target, other, lines, body);
  }

  /** Returns the same with one more field line. */
  Message with(String name, String value) {
    return line(name + ": " + value);
  }

  /** Returns the same with one more line, whatever it is. */
  Message line(String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return new Message(method, target, version, more, body);
  }

  /** Returns the same for another host. */
  Message host(String host) {
    return withoutHost().with("Host", host);
  }

  /** Returns the same for no host. */
  Message withoutHost() {
    List<String> others = new ArrayList<>(lines);
    others.remove(HOST);
    return new Message(method, target, version, others, body);
  }

  /** Returns the same with bytes after the head that no field announces. */
  Message rawBody(String bytes) {
    return new Message(method, target, version, lines, bytes);
  }

  /** Returns the same with a form in its body. */
  Message form(String form) {
    return with("Content-Type", "application/x-www-form-urlencoded")
        .with("Content-Length", String.valueOf(form.length()))
        .rawBody(form);
  }

  /** Returns the same from a user who has logged in. */
  Message as(String user) {
    return with("Cookie", "JSESSIONID={" + user + "}");
  }

  /** Returns the bytes. */
  byte[] bytes() {
    return text().getBytes(ISO_8859_1);
  }

  /** Returns the bytes as text. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(' ').append(version).append("\r\n");
    lines.forEach(line -> text.append(line).append("\r\n"));
    return text.append("\r\n").append(body).toString();
  }
}
