// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A visitor who sends all cookies to all nodes, as if a balancer stood before them. */
final class Guest {
  /** The ids of the sessions that all guests have had. */
  private final Set<String> ids;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new TreeMap<>();

  Guest(Set<String> ids) {
    this.ids = ids;
  }

  /** Begins the list of ids. */
  static Set<String> noIds() {
    return ConcurrentHashMap.newKeySet();
  }

  /** Gets a page. */
  HttpResponse<String> get(Container node, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(node.address(path)));
  }

  /** Sends a form. */
  HttpResponse<String> post(Container node, String path, String form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(node.address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  private void keep(String setCookie) {
    String[] pair = setCookie.split(";", 2)[0].split("=", 2);
    cookies.put(pair[0], pair[1]);
    if (pair[0].equals("JSESSIONID") && !pair[1].isEmpty()) {
      ids.add(pair[1]);
    }
  }
}
