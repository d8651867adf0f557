// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A visitor who fills in forms; it sends all its cookies everywhere. Used by one thread. */
final class Browser {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> cookies = new TreeMap<>();

  /** Gets a page. */
  HttpResponse<String> get(TomcatNode node, String target) throws Exception {
    return send(node, target, null);
  }

  /** Sends a form. */
  HttpResponse<String> post(TomcatNode node, String target, String form) throws Exception {
    return send(node, target, form);
  }

  private HttpResponse<String> send(TomcatNode node, String target, @Nullable String form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + target));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookieLine());
    }
    if (form != null) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.POST(HttpRequest.BodyPublishers.ofString(form));
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  /** Returns the cookies as a header has them. */
  String cookieLine() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Returns the value of a cookie; null if there is none. */
  @Nullable String cookie(String name) {
    return cookies.get(name);
  }

  private void keep(String setCookie) {
    String[] pair = setCookie.split(";", 2)[0].split("=", 2);
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
