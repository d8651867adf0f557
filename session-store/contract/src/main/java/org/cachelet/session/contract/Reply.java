// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * What a server has answered.
 *
 * @param status the code
 * @param headers the fields
 * @param body the whole of it, as text
 */
public record Reply(int status, HttpHeaders headers, String body) {
  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** Returns what the steps have returned. */
  public List<String> lines() {
    return body.lines().toList();
  }

  /** Returns what the only step that returned something returned. */
  public String line() {
    List<String> lines = lines();
    if (lines.size() != 1) {
      throw new AssertionError(status + " with " + lines.size() + " lines: " + body);
    }
    return lines.get(0);
  }

  /** Returns all lines of Set-Cookie. */
  public List<String> setCookies() {
    return headers.allValues("Set-Cookie");
  }

  /** Returns the line of Set-Cookie that sets this cookie. */
  public Optional<String> setCookie(String name) {
    return setCookies().stream().filter(line -> line.startsWith(name + "=")).findFirst();
  }
}
