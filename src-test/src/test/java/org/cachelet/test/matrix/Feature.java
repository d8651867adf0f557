// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.core.ThrowingRunnable;
import org.cachelet.test.redis.RedisServer;

/** What has to work in each container. */
enum Feature {
  /** The first visitor causes a page to be made and stored. */
  MISS("page miss") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      AtomicInteger page = new AtomicInteger();
      await("a node keeps pages as soon as it has heard of what others have invalidated")
          .atMost(Server.PATIENCE)
          .until(() -> isStored(server, "/page/miss" + page.incrementAndGet()));
    }
  },

  /** The second visitor gets what was stored. */
  HIT("hit") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertStored(server, "/page/hit"));
    }
  },

  /** A stale page is served while one is made anew. */
  STALE("stale") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      server.get("/stale/page");
      await().until(() -> server.get("/stale/page").body().equals("/page made 1"));
      await().atMost(Server.PATIENCE).until(() -> made(server.get("/stale/page").body()) > 1);
    }
  },

  /** A client that has the page is told so. */
  NOT_MODIFIED("304") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertKnown(server, "/page/known"));
    }
  },

  /** A client that accepts gzip gets it, and its text is the same. */
  GZIP("gzip") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertZipped(server, "/page/" + "long".repeat(700)));
    }
  },

  /** A part of a JSP is made once. */
  JSP_FRAGMENT("JSP fragment") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertSameTwice(server, "/jsp/fragment.jsp"));
    }
  },

  /** A stored JSP shows each visitor their own name. */
  JSP_HOLE("JSP hole") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertOwnNames(server, "/jsp/page.jsp"));
    }
  },

  /** A part of a template is made once. */
  THYMELEAF_FRAGMENT("Thymeleaf fragment") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertSameTwice(server, "/template/fragment"));
    }
  },

  /** A stored template shows each visitor their own name. */
  THYMELEAF_HOLE("Thymeleaf hole") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertOwnNames(server, "/template/page"));
    }
  },

  /** A form of a stored page carries the token of its visitor, and no other is taken. */
  CSRF("login, CSRF") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      String ada = logIn(server, "ada");
      String bob = logIn(server, "bob");
      String own = token(server.get("/jsp/page.jsp", "Cookie", ada).body());
      String foreign = token(server.get("/jsp/page.jsp", "Cookie", bob).body());
      assertThat(own).hasSize(36).isNotEqualTo(foreign);
      assertThat(server.post("/member/order", "token=" + own, "Cookie", ada).body())
          .isEqualTo("ordered by ada");
      assertThat(server.post("/member/order", "token=" + foreign, "Cookie", ada).statusCode())
          .isEqualTo(403);
    }
  },

  /** A page that another thread writes is stored. */
  ASYNC("async") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      soon(() -> assertStored(server, "/async"));
    }
  },

  /** Failures end at the error page of the application. */
  ERROR("error page") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      for (int status : List.of(404, 500, 404, 500)) {
        HttpResponse<String> answer = server.get("/fail/" + status);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("Sorry: " + status);
      }
    }
  },

  /** Threads hold nothing of the many requests that they have served. */
  THREADS("nothing left on threads") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      ThreadsAfterwards.check(server);
    }
  },

  /** Sessions are in Redis, and listeners hear of them. */
  SESSION("session in Redis, listeners") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      String cookie = logIn(server, "eve");
      assertThat(String.valueOf(redis.command("KEYS", "cachelet:#session:*")))
          .contains(":matrix:s:");
      assertThat(server.get("/template/page", "Cookie", cookie).body()).contains("for <b>eve");
      server.post("/member/logout", "", "Cookie", cookie);
      assertShown(server, cookie, "nobody");
      assertThat(server.get("/state/events").body().lines())
          .contains("created", "added name", "id changed", "destroyed");
      assertThat(Files.readString(server.log())).doesNotContain("listener of sessions failed");
    }
  },

  /** A visitor stays logged in when the application is deployed anew, and nothing is left over. */
  REDEPLOY("redeploy") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      String cookie = logIn(server, "zoe");
      server.redeploy();
      for (int i = 0; i < REDEPLOYMENTS; i++) {
        assertShown(server, cookie, "zoe");
        server.redeploy();
      }
      assertShown(server, cookie, "zoe");
      if (!server.keepsLoaders()) {
        await("the loaders of old deployments are let go")
            .atMost(Server.PATIENCE)
            .until(() -> Integer.parseInt(server.get("/state/loaders").body()) <= 2);
      }
      await("no thread of an old deployment is left")
          .atMost(Server.PATIENCE)
          .until(() -> !server.get("/state/threads").body().contains("old "));
      assertThat(server.get("/state/threads").body().lines()).contains("own cachelet-log");
    }
  },

  /** An application that is removed closes its connections. */
  UNDEPLOY("undeploy") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      assertThat(connections(redis)).isGreaterThan(1);
      server.undeploy();
      await("only the connection of this test is left")
          .atMost(Server.PATIENCE)
          .until(() -> connections(redis) == 1);
      assertThat(Files.readString(server.log())).doesNotContain("created a ThreadLocal with key");
    }
  };

  private static final int REDEPLOYMENTS = 3;
  private static final Pattern MADE = Pattern.compile("made (\\d+)");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");

  private final String title;

  Feature(String title) {
    this.title = title;
  }

  /** Returns how it is called in the table. */
  String title() {
    return title;
  }

  /** Fails if it does not work. */
  abstract void check(Server server, RedisServer redis) throws Exception;

  private static String status(HttpResponse<?> response) {
    return String.join(", ", response.headers().allValues("Cache-Status"));
  }

  /** Returns whether a first visit is a miss and the second a hit. */
  private static boolean isStored(Server server, String path) throws Exception {
    String first =
        status(server.get(path)); // Open Liberty sends it before it is known to be stored
    assertThat(first).startsWith("Cachelet; fwd=uri-miss");
    return status(server.get(path)).startsWith("Cachelet; hit");
  }

  /** Tries again where a busy machine has just lost Redis: nothing is kept for long then. */
  private static void soon(ThrowingRunnable check) {
    await().atMost(Server.PATIENCE).untilAsserted(check);
  }

  private static void assertStored(Server server, String path) throws Exception {
    String body = server.get(path).body();
    HttpResponse<String> hit = server.get(path);
    assertThat(made(body)).isPositive();
    assertThat(hit.body()).isEqualTo(body);
    assertThat(hit.headers().firstValue("Age")).isPresent();
    assertThat(status(hit)).startsWith("Cachelet; hit; ttl=");
  }

  private static void assertKnown(Server server, String path) throws Exception {
    server.get(path);
    String tag = server.get(path).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> answer = server.get(path, "If-None-Match", tag);
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
  }

  private static void assertZipped(Server server, String path) throws Exception {
    String plain = server.get(path).body();
    HttpResponse<byte[]> zipped = server.bytes(path, "Accept-Encoding", "gzip");
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.headers().allValues("Vary").toString()).contains("Accept-Encoding");
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(text.readAllBytes()).asString().isEqualTo(plain);
    }
  }

  private static void assertSameTwice(Server server, String path) throws Exception {
    HttpResponse<String> first = server.get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(made(first.body())).isPositive();
    HttpResponse<String> second = server.get(path);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(status(second)).as("the page itself is not stored").doesNotContain("hit");
  }

  private static void assertOwnNames(Server server, String path) throws Exception {
    HttpResponse<String> ada = server.get(path, "Cookie", logIn(server, "ada"));
    HttpResponse<String> bob = server.get(path, "Cookie", logIn(server, "bob"));
    assertThat(ada.body()).containsPattern("for (<b>)?ada");
    assertThat(bob.body()).containsPattern("for (<b>)?bob");
    assertThat(made(bob.body()))
        .as("made once for both: %s, then %s", status(ada), status(bob))
        .isEqualTo(made(ada.body()));
  }

  private static void assertShown(Server server, String cookie, String name) {
    HttpResponse<String> page =
        await("Redis is reached within a second, or later where the machine is busy")
            .atMost(Server.PATIENCE)
            .until(
                () -> server.get("/template/page", "Cookie", cookie),
                answer -> answer.headers().firstValue("Retry-After").isEmpty());
    assertThat(page.statusCode()).as("%s, %s", page.headers().map(), server.log()).isEqualTo(200);
    assertThat(page.body()).contains("for <b>" + name);
  }

  /** Returns the cookie of a new member. */
  private static String logIn(Server server, String name) throws Exception {
    HttpResponse<String> answer = server.post("/member/login", "name=" + name);
    assertThat(answer.body()).isEqualTo("welcome");
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(1);
    return cookies.get(0).replaceFirst(";.*", "");
  }

  private static int made(String body) {
    Matcher found = MADE.matcher(body);
    assertThat(found.find()).as(body).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String token(String body) {
    Matcher found = TOKEN.matcher(body);
    assertThat(found.find()).as(body).isTrue();
    return found.group(1);
  }

  private static int connections(RedisServer redis) {
    return Integer.parseInt(redis.info("connected_clients"));
  }
}
