// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who is logged in, changes the cart and looks at it, again and again, at one server after
 * the other; and goes on at the other one if a server does not answer.
 */
final class ShopVisitor implements Runnable {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final String PRODUCT = "17";
  private static final int MOST = 20;
  private static final int FOUND = 302;

  /** Longer than any answer takes; a server that has stopped may leave a connection open. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 25;

  /** Until a request that was cut off has ended in its server, too. */
  private static final long CUT_OFF_MILLIS = 300;

  private final String login;
  private final String name;
  private final int[] ports;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final List<AtomicInteger> rounds = List.of(new AtomicInteger(), new AtomicInteger());
  private final AtomicInteger cutOff = new AtomicInteger();
  private String token = "";
  private volatile boolean hasLeft;

  /**
   * Knows an account, whose password is its login.
   *
   * @param ports of both servers
   */
  ShopVisitor(String login, int... ports) {
    this.login = login;
    this.name = Character.toUpperCase(login.charAt(0)) + login.substring(1);
    this.ports = ports.clone();
  }

  /** Logs in at the first server. */
  void enter() throws IOException, InterruptedException {
    get(0, "/login");
    expect(FOUND, post(0, "/login", "login", login, "password", login));
    get(0, "/cart");
    expect(FOUND, post(0, "/cart", "action", "add", "product", PRODUCT, "amount", "1"));
  }

  /** Comes back until it is told to leave. */
  @Override
  public void run() {
    try {
      for (int round = 0; !hasLeft && complaints.isEmpty(); round++) {
        String amount = Integer.toString(1 + round % MOST);
        int changedAt = change(round % 2, amount);
        int seenAt = look((round / 2) % 2, amount);
        rounds.get(changedAt).incrementAndGet();
        rounds.get(seenAt).incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      complaints.add(login + " goes away: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the round end, which is the last one. */
  void leave() {
    hasLeft = true;
  }

  private int change(int server, String amount) throws IOException, InterruptedException {
    try {
      expect(FOUND, post(server, "/cart", change(amount)));
      return server;
    } catch (IOException e) {
      cutOff(e);
      expect(FOUND, post(1 - server, "/cart", change(amount)));
      return 1 - server;
    }
  }

  private static String[] change(String amount) {
    return new String[] {"action", "change", "product", PRODUCT, "amount", amount};
  }

  private int look(int server, String amount) throws IOException, InterruptedException {
    try {
      check(get(server, "/cart"), amount);
      return server;
    } catch (IOException e) {
      cutOff(e);
      check(get(1 - server, "/cart"), amount);
      return 1 - server;
    }
  }

  private void cutOff(IOException failure) throws InterruptedException {
    cutOff.incrementAndGet();
    if (!(failure instanceof ConnectException)) {
      Thread.sleep(CUT_OFF_MILLIS);
    }
  }

  private void check(HttpResponse<String> page, String amount) {
    expect(200, page);
    String body = page.body();
    if (!body.contains("Log out " + name)) {
      complaints.add(login + " is logged out at " + page.uri());
    }
    if (!body.contains("Cart<b>" + amount + "</b>")) {
      complaints.add(login + " has lost a cart of " + amount + " at " + page.uri());
    }
    if (body.contains(">Prices</a>") != login.equals("admin")) {
      complaints.add(login + " has another role at " + page.uri());
    }
  }

  private void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      complaints.add(login + ": " + answer.statusCode() + " of " + answer.uri());
    }
  }

  /** Returns a page of a server. */
  HttpResponse<String> get(int server, String path) throws IOException, InterruptedException {
    return send(to(server, path));
  }

  private HttpResponse<String> post(int server, String path, String... fields)
      throws IOException, InterruptedException {
    List<String> pairs = new ArrayList<>(List.of("token=" + URLEncoder.encode(token, UTF_8)));
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], UTF_8));
    }
    return send(
        to(server, path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", pairs))));
  }

  private HttpRequest.Builder to(int server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[server] + path))
        .timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    Matcher matcher = TOKEN.matcher(answer.body());
    if (matcher.find()) {
      token = matcher.group(1);
    }
    return answer;
  }

  /** Returns how often this visitor was served by a server in full. */
  int rounds(int server) {
    return rounds.get(server).get();
  }

  /** Returns how many requests a server did not answer. */
  int timesCutOff() {
    return cutOff.get();
  }

  /** Returns what went wrong. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
