// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A visitor's browser: keeps cookies, remembers the token of the last page, follows redirects. */
final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();
  private String token = "";
  private String language = "en";

  Browser(int port) {
    this.port = port;
  }

  /** Makes it ask another server, as a balancer does; cookies know no ports. */
  Browser at(TestShop shop) {
    port = shop.port();
    return this;
  }

  /** Makes it ask for pages in these languages. */
  Browser speaking(String languages) {
    language = languages;
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).build());
  }

  /** Sends a form, names and values in turn, with the token of the last page that had one. */
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    if (token.isEmpty()) {
      get("/login");
    }
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("token", token));
    return postPlainly(path, all.toArray(String[]::new));
  }

  HttpResponse<String> postPlainly(String path, String... fields)
      throws IOException, InterruptedException {
    return send(form(path, fields).build());
  }

  HttpRequest.Builder form(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], UTF_8));
    }
    return to(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    Matcher matcher = TOKEN.matcher(response.body());
    if (matcher.find()) {
      token = matcher.group(1);
    }
    return response;
  }

  void logIn(String name) throws IOException, InterruptedException {
    get("/login");
    post("/login", "login", name, "password", name);
  }

  /** Orders what is in the cart; returns the status of the answer. */
  int order() throws IOException, InterruptedException {
    get("/checkout");
    return post(
            "/checkout",
            "name",
            "Ada",
            "email",
            "ada@example.org",
            "street",
            "1 Quay",
            "postcode",
            "2311",
            "city",
            "Leiden")
        .statusCode();
  }

  /** Returns the token of the last page that had one. */
  String token() {
    return token;
  }

  /** Returns a page as it is for all visitors. */
  static String withoutToken(HttpResponse<String> page) {
    return TOKEN.matcher(page.body()).replaceAll("name=\"token\"");
  }

  String sessionCookie() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  /** Returns the address of a path. */
  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Begins a request. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address(path))).header("Accept-Language", language);
  }
}
