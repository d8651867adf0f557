// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A visitor of a server of this machine, with cookies. */
final class Visit {
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final int port;

  Visit(int port) {
    this.port = port;
  }

  /** Returns what a path answers. */
  String get(String path) throws Exception {
    return send(path).body();
  }

  /** Returns the status of what a path answers. */
  int status(String path) throws Exception {
    return send(path).statusCode();
  }

  private HttpResponse<String> send(String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
