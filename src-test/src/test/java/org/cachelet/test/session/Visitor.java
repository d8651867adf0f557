// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cachelet.test.fault.HttpConnection;
import org.cachelet.test.fault.HttpConnection.Answer;
import org.cachelet.test.session.Visit.Kind;
import org.cachelet.test.session.Visit.Result;
import org.jspecify.annotations.Nullable;

/**
 * One who knows what must be in the session: at least what was acknowledged, and nothing that was
 * never asked for. Used by one thread at a time.
 */
final class Visitor {
  private static final int STORAGE_LENGTH = 16;

  private final Tally tally;
  private final Map<String, Integer> acknowledged = new HashMap<>();
  private String cookie = "";
  private int changes;

  /** Makes one without a session. */
  Visitor(Tally tally) {
    this.tally = tally;
  }

  /** Returns whether there is a session. */
  boolean isKnown() {
    return !cookie.isEmpty();
  }

  /** Returns where the session is stored; empty if there is none. */
  String storage() {
    int begin = cookie.indexOf('=') + 1;
    return cookie.isEmpty() ? "" : cookie.substring(begin, begin + STORAGE_LENGTH);
  }

  /** Asks a node for something, and looks at what comes back. */
  Result ask(HttpConnection node, Kind kind) throws IOException {
    int number = kind.changes() ? ++changes : 0;
    Answer answer = node.get("/" + kind.name().toLowerCase(Locale.ROOT) + "/" + number, cookie);
    take(answer.fields().getOrDefault("set-cookie", ""));
    if (answer.status() != 200) {
      boolean isTold = "1".equals(answer.fields().get("retry-after"));
      return answer.status() == 503 && isTold ? Result.UNAVAILABLE : Result.ERROR;
    }
    if (kind == Kind.READ) {
      compare(answer.body());
    } else if (kind.changes()) {
      acknowledge(answer.body());
    }
    return Result.OK;
  }

  private void take(String line) {
    if (line.isEmpty()) {
      return;
    }
    String sent = line.split(";", 2)[0];
    if (sent.endsWith("=") || line.contains("Max-Age=0")) {
      tally.cleared();
    } else {
      forget();
      cookie = sent;
    }
  }

  private void forget() {
    if (!acknowledged.isEmpty()) {
      tally.loggedOut();
      acknowledged.clear();
    }
  }

  private void compare(String body) {
    if (body.equals(VisitServlet.NONE)) {
      forget();
      return;
    }
    Map<String, Integer> found = parse(body);
    Map.copyOf(acknowledged).forEach((name, value) -> compare(name, value, found.get(name)));
    if (found.values().stream().anyMatch(value -> value > changes)) {
      tally.foreign();
    }
  }

  private void compare(String name, int expected, @Nullable Integer found) {
    if (found == null || found < expected) {
      tally.lost();
      acknowledged.put(name, found == null ? 0 : found);
    }
  }

  private void acknowledge(String body) {
    tally.acknowledged();
    Map<String, Integer> written = parse(body);
    int count = written.getOrDefault(VisitServlet.COUNTER, 0);
    if (count <= acknowledged.getOrDefault(VisitServlet.COUNTER, 0)) {
      tally.lost(); // it has counted on from something older
    }
    acknowledged.putAll(written);
  }

  private static Map<String, Integer> parse(String body) {
    Map<String, Integer> values = new HashMap<>();
    for (String value : body.split(",", -1)) {
      int equals = value.indexOf('=');
      values.put(value.substring(0, equals), Integer.parseInt(value.substring(equals + 1)));
    }
    return values;
  }
}
