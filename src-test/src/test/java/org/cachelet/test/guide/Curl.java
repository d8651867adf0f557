// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** As much of {@code curl} as the guides use, so that the tests need none. */
final class Curl {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Map<String, String> jar = new TreeMap<>();

  /** Returns what a command shows. */
  String run(String command) throws IOException {
    List<String> words = List.of(command.split(" +"));
    assertThat(words).isSubsetOf(known(words));
    String url = words.get(words.size() - 1);
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Connection", "close");
    connection.setRequestMethod(words.contains("POST") ? "POST" : "GET");
    if (words.contains("-b") && !jar.isEmpty()) {
      connection.setRequestProperty("Cookie", cookies());
    }
    String body = body(connection);
    if (words.contains("-c")) {
      keepCookies(connection);
    }
    return words.contains("-i") ? head(connection) + body : body;
  }

  private static List<String> known(List<String> words) {
    return List.of("curl", "-i", "-b", "-c", "jar", "-X", "POST", words.get(words.size() - 1));
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean failed = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String head(HttpURLConnection connection) {
    StringBuilder head = new StringBuilder(connection.getHeaderField(0)).append('\n');
    for (int i = 1; connection.getHeaderFieldKey(i) != null; i++) {
      head.append(connection.getHeaderFieldKey(i)).append(": ");
      head.append(connection.getHeaderField(i)).append('\n');
    }
    return head.append('\n').toString();
  }

  private String cookies() {
    return jar.entrySet().stream()
        .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void keepCookies(HttpURLConnection connection) {
    for (String line : connection.getHeaderFields().getOrDefault("Set-Cookie", List.of())) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      jar.put(pair[0], pair[1]);
    }
  }
}
