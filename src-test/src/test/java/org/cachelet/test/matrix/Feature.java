// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
          .until(() -> SiteChecks.isStored(server, "/page/miss" + page.incrementAndGet()));
    }
  },

  /** The second visitor gets what was stored. */
  HIT("hit") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertStored(server, "/page/hit"));
    }
  },

  /** A stale page is served while one is made anew. */
  STALE("stale") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      AtomicInteger last = new AtomicInteger(made(server));
      await("a page that lives for 1 ms is served again")
          .atMost(Server.PATIENCE)
          .until(() -> isAgain(made(server), last));
      await("it is made anew").atMost(Server.PATIENCE).until(() -> made(server) > last.get());
    }

    private static int made(Server server) throws Exception {
      return SiteChecks.made(server.get("/stale/page").body());
    }

    private static boolean isAgain(int made, AtomicInteger last) {
      return last.getAndSet(made) == made;
    }
  },

  /** A client that has the page is told so. */
  NOT_MODIFIED("304") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertKnown(server, "/page/known"));
    }
  },

  /** A client that accepts gzip gets it, and its text is the same. */
  GZIP("gzip") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertZipped(server, "/page/" + "long".repeat(700)));
    }
  },

  /** A part of a JSP is made once. */
  JSP_FRAGMENT("JSP fragment") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertSameTwice(server, "/jsp/fragment.jsp"));
    }
  },

  /** A stored JSP shows each visitor their own name. */
  JSP_HOLE("JSP hole") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertOwnNames(server, "/jsp/page.jsp"));
    }
  },

  /** A part of a template is made once. */
  THYMELEAF_FRAGMENT("Thymeleaf fragment") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertSameTwice(server, "/template/fragment"));
    }
  },

  /** A stored template shows each visitor their own name. */
  THYMELEAF_HOLE("Thymeleaf hole") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      SiteChecks.soon(() -> SiteChecks.assertOwnNames(server, "/template/page"));
    }
  },

  /** A form of a stored page carries the token of its visitor, and no other is taken. */
  CSRF("login, CSRF") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      String ada = SiteChecks.logIn(server, "ada");
      String bob = SiteChecks.logIn(server, "bob");
      String own = SiteChecks.token(server.get("/jsp/page.jsp", "Cookie", ada).body());
      String foreign = SiteChecks.token(server.get("/jsp/page.jsp", "Cookie", bob).body());
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
      SiteChecks.soon(() -> SiteChecks.assertStored(server, "/async"));
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
      String cookie = SiteChecks.logIn(server, "eve");
      assertThat(String.valueOf(redis.command("KEYS", "cachelet:#session:*")))
          .contains(":matrix:s:");
      assertThat(server.get("/template/page", "Cookie", cookie).body()).contains("for <b>eve");
      server.post("/member/logout", "", "Cookie", cookie);
      SiteChecks.assertShown(server, cookie, "nobody");
      assertThat(server.get("/state/events").body().lines())
          .contains("created", "added name", "id changed", "destroyed");
      assertThat(Files.readString(server.log())).doesNotContain("listener of sessions failed");
    }
  },

  /** A visitor stays logged in when the application is deployed anew, and nothing is left over. */
  REDEPLOY("redeploy") {
    @Override
    void check(Server server, RedisServer redis) throws Exception {
      String cookie = SiteChecks.logIn(server, "zoe");
      server.redeploy();
      for (int i = 0; i < REDEPLOYMENTS; i++) {
        SiteChecks.assertShown(server, cookie, "zoe");
        server.redeploy();
      }
      SiteChecks.assertShown(server, cookie, "zoe");
      if (!server.keepsLoaders()) {
        await("the loaders of old deployments are let go")
            .atMost(Server.PATIENCE)
            .until(() -> Integer.parseInt(server.get("/state/loaders").body()) <= 2);
      }
      await("no thread of an old deployment is left")
          .atMost(Server.PATIENCE)
          .until(() -> !server.get("/state/threads").body().contains("old "));
      await("the new deployment reads the log of invalidations")
          .atMost(Server.PATIENCE)
          .until(() -> server.get("/state/threads").body().contains("own cachelet-log"));
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

  private static int connections(RedisServer redis) {
    return Integer.parseInt(redis.info("connected_clients"));
  }
}
