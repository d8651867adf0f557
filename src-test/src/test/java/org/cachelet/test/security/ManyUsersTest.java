// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twenty users ask for cold pages, 200 requests at once: each gets only what is theirs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ManyUsersTest {
  private static final int USERS = 20;
  private static final int AT_ONCE = 200;
  private static final int ROUNDS = 10;
  private static final Pattern NAME = Pattern.compile("user-\\d\\d");

  private final Random random = new Random(20);

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  void users_getOnlyTheirOwn_fromOneNode(ContainerKind container) throws Exception {
    try (Server node = Server.start(container, settings(), UserPages.all())) {
      tryAll(container + ", embedded", List.of(node));
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  void users_getOnlyTheirOwn_fromTwoNodesOnOneRedis(ContainerKind container) throws Exception {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
    try (RedisServer redis = RedisServer.start()) {
      Map<String, String> settings = settings();
      settings.put("cachelet.redis.url", redis.url());
      settings.put("cachelet.prefix", "users");
      try (Server one = Server.start(container, settings, UserPages.all());
          Server two = Server.start(container, settings, UserPages.all())) {
        await().atMost(Duration.ofSeconds(30)).until(() -> areShared(one, two));
        tryAll(container + ", two nodes on Redis", List.of(one, two));
      }
    }
  }

  @Test
  void users_getOthersPages_whenTheCacheIsNaive() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try (Server node =
        Server.start(ContainerKind.JETTY, SiteKind.SHOP, Server.Cache.NAIVE, UserPages.all())) {
      logIn(List.of(node));
      assertThat(wrong(clients, visits(List.of(node), 0))).hasSizeGreaterThan(AT_ONCE / 2);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Returns whether a page that one node has made is served by the other: Redis is there. */
  private boolean areShared(Server one, Server two) throws Exception {
    String page = UserPages.SHARED.path() + "/warm-" + random.nextInt();
    one.ask(Message.get(), page);
    int before = two.renderings(UserPages.SHARED);
    two.ask(Message.get(), page);
    return two.renderings(UserPages.SHARED) == before;
  }

  private void tryAll(String where, List<Server> nodes) throws Exception {
    long start = System.nanoTime();
    List<String> wrong = new ArrayList<>();
    int shared = 0;
    int before = shared(nodes);
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      logIn(nodes);
      for (int round = 0; round < ROUNDS; round++) {
        List<Visit> visits = visits(nodes, round);
        wrong.addAll(wrong(clients, visits));
        shared += (int) visits.stream().filter(v -> v.page() == UserPages.SHARED).count();
      }
    } finally {
      clients.shutdownNow();
    }
    int made = shared(nodes) - before;
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.printf(
        "%s: %d requests of %d users, %d wrong, shared pages made %d times for %d, %d ms%n",
        where, ROUNDS * AT_ONCE, USERS, wrong.size(), made, shared, millis);
    assertThat(wrong).isEmpty();
    assertThat(made).isBetween(1, ROUNDS * nodes.size());
  }

  private static int shared(List<Server> nodes) {
    return nodes.stream().mapToInt(node -> node.renderings(UserPages.SHARED)).sum();
  }

  private static void logIn(List<Server> nodes) throws Exception {
    for (Server node : nodes) {
      for (int user = 0; user < USERS; user++) {
        node.session(name(user));
      }
    }
  }

  private List<Visit> visits(List<Server> nodes, int round) {
    List<Case> pages = UserPages.all();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      visits.add(
          new Visit(
              nodes.get(random.nextInt(nodes.size())),
              pages.get(random.nextInt(pages.size())),
              round,
              random.nextInt(10) == 0 ? "" : name(i % USERS)));
    }
    return visits;
  }

  private static List<String> wrong(ExecutorService clients, List<Visit> visits) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<String>>> answers = new ArrayList<>();
    for (Visit visit : visits) {
      answers.add(
          clients.submit(
              () -> {
                start.await();
                return visit.wrong();
              }));
    }
    start.countDown();
    List<String> wrong = new ArrayList<>();
    for (Future<List<String>> answer : answers) {
      wrong.addAll(answer.get());
    }
    return wrong;
  }

  private static String name(int user) {
    return String.format("user-%02d", user);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(SiteKind.SHOP.settings());
    settings.put("cachelet.cache.pages.flight-wait", "30s");
    return settings;
  }

  /**
   * One request.
   *
   * @param user who asks; empty for a stranger
   */
  private record Visit(Server server, Case page, int round, String user) {
    /** Asks, and returns what is wrong with the answer. */
    List<String> wrong() throws Exception {
      Answer answer = server.ask(message(), page.path() + "/" + round);
      List<String> wrong = new ArrayList<>();
      Matcher names = NAME.matcher(answer.text());
      boolean named = false;
      while (names.find()) {
        if (names.group().equals(user)) {
          named = true;
        } else {
          wrong.add(user + " got what is for " + names.group() + ": " + answer.text());
        }
      }
      if (!user.isEmpty() && !named && UserPages.isNamed(page, answer)) {
        wrong.add(user + " got what is for nobody: " + answer.text());
      }
      int expected = page.id().equals("W07") ? 400 : 200;
      if (answer.status() != expected || !answer.whole()) {
        wrong.add(user + " got " + answer.text());
      }
      return wrong;
    }

    private Message message() {
      return user.isEmpty()
          ? Message.get()
          : Message.get()
              .with("X-Who", user)
              .with("Cookie", "who=" + user + "; JSESSIONID={" + user + "}");
    }
  }
}
