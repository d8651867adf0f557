// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.filter.PageCacheInitializer;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;

/**
 * Servers that have their sessions in one Redis: two nodes of a shop and two other applications.
 * Used by one thread.
 */
final class SessionSite implements AutoCloseable {
  /** What all sign with. */
  static final String KEY = "a key that nobody knows";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int STORAGE_LENGTH = 16;
  private static final Pattern COOKIE = Pattern.compile("JSESSIONID=\"?([^;.\"]+)");

  private final SessionStoreKind kind;
  private final RedisServer redis = RedisServer.start();
  private final CyclicBarrier meeting = new CyclicBarrier(2);
  private final Map<Node, ContainerKind.Running> nodes = new EnumMap<>(Node.class);
  private final CaughtLines log = new CaughtLines();

  /** A server. */
  enum Node {
    /** A node of the shop, whose attributes are signed. */
    FIRST("shop"),
    /** Another node of the shop. */
    SECOND("shop"),
    /** Another application with the key of the shop. */
    OTHER("other"),
    /** An application that signs nothing. */
    UNSIGNED("unsigned");

    private final String application;

    Node(String application) {
      this.application = application;
    }

    /** Returns what its sessions are kept under. */
    String application() {
      return application;
    }
  }

  /** Starts them. */
  SessionSite(SessionStoreKind kind) throws Exception {
    this.kind = kind;
    for (Node node : Node.values()) {
      nodes.put(node, kind.start(settings(node), (none, context) -> setUp(context)));
    }
    log.begin();
    for (Node node : Node.values()) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> ask(node, "/s/login?user=nobody", "").status() == 200); // now scripts are known
    }
  }

  private Map<String, String> settings(Node node) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cachelet.session.redis-url", redis.url());
    settings.put("cachelet.session.redis-timeout", "5s"); // a busy machine is no slow Redis
    settings.put("cachelet.session.application", node.application());
    settings.put("cachelet.session.max-bytes", "64kb");
    if (node != Node.UNSIGNED) {
      settings.put("cachelet.session.keys", KEY);
      settings.put("cachelet.session.protection", "hmac");
    }
    settings.put("cachelet.page.cached.path", "/cached/**");
    settings.put("cachelet.page.cached.ttl", "10m");
    return settings;
  }

  private void setUp(ServletContext context) throws ServletException {
    context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    context.addListener(new SessionPages.Failing());
    context
        .addServlet("pages", new SessionPages(meeting))
        .addMapping("/s/*", "/cached/*", "/"); // or Tomcat asks no filter
    new PageCacheInitializer().onStartup(Set.of(), context);
  }

  /** Sends a request with this as its cookies, and returns the answer. */
  Answer ask(Node node, String target, String cookies) throws IOException {
    Message message = Message.get().to(target);
    Message whole = cookies.isEmpty() ? message : message.with("Cookie", cookies);
    try (RawConnection connection = new RawConnection(port(node))) {
      connection.send(whole.bytes());
      return connection.read(message.method());
    }
  }

  /** Returns the port of 127.0.0.1 that a node listens on. */
  int port(Node node) {
    return Objects.requireNonNull(nodes.get(node)).port();
  }

  /** Sends a request for a page of the shop with an id, and returns the answer. */
  Answer visit(Node node, String page, String id) throws IOException {
    return ask(node, "/s/" + page, "JSESSIONID=" + id);
  }

  /** Begins a session with attributes, and returns its id. */
  String begin(Node node, String attributes) throws IOException {
    return idIn(ask(node, "/s/login?" + attributes, ""));
  }

  /** Returns the id that an answer gives to its visitor. */
  static String idIn(Answer answer) {
    String cookie = answer.field("Set-Cookie").orElse("");
    Matcher matcher = COOKIE.matcher(cookie);
    assertThat(matcher.find()).as("an id in %s", answer.text()).isTrue();
    return matcher.group(1);
  }

  /** Requires that an id shows exactly these attributes on both nodes of the shop. */
  void opens(String id, String attributes) throws IOException {
    for (Node node : List.of(Node.FIRST, Node.SECOND)) {
      Answer answer = visit(node, "find", id);
      assertThat(answer.status() + " " + answer.body())
          .as("%s", node)
          .isEqualTo("200 " + attributes);
    }
  }

  /** Requires that an id opens no session on either node of the shop, and that none is begun. */
  void opensNothing(String id) throws IOException {
    opens(id, "nothing");
  }

  /** Requires that an id gives neither a session nor an error of the application. */
  void isRefused(Node node, String id) throws IOException {
    Answer answer = visit(node, "find", id);
    assertThat(answer.status()).isIn(200, 503);
    assertThat(answer.status() == 503 || answer.body().equals("nothing"))
        .as(answer.body())
        .isTrue();
    assertThat(answer.has("Set-Cookie")).as("a cookie").isFalse();
  }

  /** Returns the key of the session that an id of the shop opens. */
  static String key(String id) {
    return key(Node.FIRST, id);
  }

  /** Returns the key of the session that an id opens. */
  static String key(Node node, String id) {
    return "cachelet:#session:" + node.application() + ":s:{" + storage(id) + "}";
  }

  /** Returns the part of an id that says where its session is. */
  static String storage(String id) {
    return id.substring(0, STORAGE_LENGTH);
  }

  /** Returns the part of an id that proves that one knows it. */
  static String secret(String id) {
    return id.substring(STORAGE_LENGTH);
  }

  /** Returns a field of a hash. */
  byte[] field(String key, String field) {
    return (byte[]) Objects.requireNonNull(redis.command(Forgery.bytes("HGET", key, field)));
  }

  /** Writes a field of a hash, as somebody does who has come to the Redis of others. */
  void write(String key, String field, byte[] value) {
    byte[][] command = Forgery.bytes("HSET", key, field, "");
    command[3] = value;
    redis.command(command);
    redis.command("HINCRBY", key, "#v", "1"); // or nodes would not look again
  }

  /** Returns how many keys there are. */
  long keys() {
    return (Long) Objects.requireNonNull(redis.command("DBSIZE"));
  }

  /** Returns what Redis was told of sessions, while requests are made. */
  List<String> toldRedis(Requests requests) throws Exception {
    try (RedisMonitor monitor = redis.monitor()) {
      requests.make();
      return monitor.lines().stream()
          .filter(line -> !line.contains(" lua]"))
          .filter(line -> line.contains(":s:{") || line.contains("evil"))
          .toList();
    }
  }

  /** Requests that are looked at in Redis. */
  interface Requests {
    void make() throws Exception;
  }

  SessionStoreKind kind() {
    return kind;
  }

  RedisServer redis() {
    return redis;
  }

  /** Returns what was written to logs. */
  List<String> logged() {
    return log.lines();
  }

  /** Waits for the slow request, or lets it go on. */
  void meet() {
    SessionPages.meet(meeting);
  }

  @Override
  public void close() throws Exception {
    log.close();
    for (ContainerKind.Running node : nodes.values()) {
      node.stop().close();
    }
    redis.close();
  }
}
