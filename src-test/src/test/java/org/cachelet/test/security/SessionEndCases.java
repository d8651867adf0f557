// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cachelet.test.security.SessionSite.Node.FIRST;
import static org.cachelet.test.security.SessionSite.Node.SECOND;
import static org.cachelet.test.security.SessionSite.idIn;
import static org.cachelet.test.security.SessionSite.key;
import static org.cachelet.test.security.SessionSite.secret;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;

/** Sessions that end, that never begin, and what others may learn of them or do to them. */
final class SessionEndCases {
  private static final int INVENTED_IDS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SessionEndCases() {}

  /** Returns the cases. */
  static List<SessionCase> all() {
    return List.of(
        new SessionCase(
            "H18",
            Origin.UNDEAD_SESSIONS,
            "the id after a logout on another node",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              site.opens(alice, "{user=alice}");
              site.visit(SECOND, "logout", alice);
              site.opensNothing(alice);
            }),
        new SessionCase(
            "H19",
            Origin.UNDEAD_SESSIONS,
            "a logout at which a listener fails",
            site -> {
              String alice = site.begin(FIRST, "user=alice&" + SessionPages.TRAP + "=set");
              site.visit(FIRST, "logout", alice);
              site.opensNothing(alice);
            }),
        new SessionCase(
            "H20",
            Origin.LATE_SAVES,
            "a request that writes after a logout on another node",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              Answer late = during(site, alice, () -> site.visit(FIRST, "logout", alice));
              assertThat(late.has("Set-Cookie")).isFalse();
              site.opensNothing(alice);
              assertThat(site.redis().command("HEXISTS", key(alice), "#h")).isEqualTo(0L);
            }),
        new SessionCase(
            "H21",
            Origin.LATE_SAVES,
            "a request with the old id that writes after a login on another node",
            site -> {
              String old = site.begin(FIRST, "user=guest");
              String[] next = new String[1];
              Answer late =
                  during(
                      site, old, () -> next[0] = idIn(site.visit(FIRST, "login?user=alice", old)));
              assertThat(late.text()).doesNotContain(secret(next[0])).doesNotContain("alice");
              site.opensNothing(old);
              site.opens(next[0], "{user=alice}");
            }),
        new SessionCase(
            "H22",
            Origin.EMPTY_SESSIONS,
            "200 invented ids",
            site -> {
              long before = site.keys();
              for (int i = 0; i < INVENTED_IDS; i++) {
                site.visit(i % 2 == 0 ? FIRST : SECOND, "find", "a".repeat(35) + (100 + i));
              }
              assertThat(site.keys()).isEqualTo(before);
            }),
        new SessionCase(
            "H23",
            Origin.EMPTY_SESSIONS,
            "sessions that are begun and hold nothing",
            site -> {
              long before = site.keys();
              assertThat(site.ask(FIRST, "/s/open", "").has("Set-Cookie")).isFalse();
              assertThat(site.visit(SECOND, "open", "a".repeat(38)).has("Set-Cookie")).isFalse();
              assertThat(site.keys()).isEqualTo(before);
            }),
        new SessionCase(
            "H24",
            Origin.EMPTY_SESSIONS,
            "logouts of nobody, and what a logout leaves",
            site -> {
              long before = site.keys();
              assertThat(site.visit(FIRST, "logout", "a".repeat(38)).has("Set-Cookie")).isFalse();
              assertThat(site.keys()).isEqualTo(before);
              String alice = site.begin(FIRST, "user=alice");
              site.visit(FIRST, "logout", alice);
              assertThat((List<?>) site.redis().command("HKEYS", key(alice)))
                  .hasToString("[#x]"); // for a minute
              assertThat((Long) site.redis().command("PTTL", key(alice))).isBetween(1L, 60_000L);
            }),
        new SessionCase(
            "H25",
            Origin.LATE_SESSION,
            "pages from the page cache, for those with sessions and for others",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              site.ask(FIRST, "/cached/find", "JSESSIONID=" + alice);
              assertThat(site.ask(FIRST, "/cached/find", "").body()).isEqualTo("nothing");
              Answer first = site.ask(FIRST, "/cached/set?color=red", "");
              Answer second = site.ask(FIRST, "/cached/set?color=red", "");
              assertThat(idIn(first)).isNotEqualTo(idIn(second));
              site.ask(FIRST, "/cached/page", "JSESSIONID=" + alice);
              assertThat(site.toldRedis(() -> site.ask(FIRST, "/cached/page", ""))).isEmpty();
              assertThat(site.ask(FIRST, "/cached/page", "").has("Set-Cookie")).isFalse();
            }),
        new SessionCase(
            "H26",
            Origin.SESSION_NAMES,
            "caches, keys and tags that are called as sessions are",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              try (Caches caches = caches(site, "cachelet")) {
                attackThrough(caches, key(alice));
              }
              site.opens(alice, "{user=alice}");
            }),
        new SessionCase(
            "H27",
            Origin.SESSION_NAMES,
            "prefixes of caches that are the beginning of a session's key",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              for (String prefix : beginnings(key(alice))) {
                try (Caches caches = caches(site, prefix)) {
                  attackThrough(caches, key(alice).substring(prefix.length()));
                } catch (IllegalArgumentException e) {
                  // no prefix
                }
              }
              site.opens(alice, "{user=alice}");
            }));
  }

  /** Lets something happen while a request with an id is under way, which then writes. */
  private static Answer during(SessionSite site, String id, SessionSite.Requests happens)
      throws Exception {
    CompletableFuture<Answer> late = new CompletableFuture<>();
    Thread visitor =
        new Thread(
            () -> {
              try {
                late.complete(site.visit(SECOND, "slow?late=yes", id));
              } catch (Exception e) {
                late.completeExceptionally(e);
              }
            });
    visitor.start();
    site.meet();
    happens.make();
    site.meet();
    return late.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Caches caches(SessionSite site, String prefix) {
    RedisOptions options = RedisOptions.builder().url(site.redis().url()).build();
    return Caches.builder().prefix(prefix).withoutJmx().backend(RedisBackend.at(options)).build();
  }

  /** Returns all that a key begins with up to one of its separators. */
  private static Set<String> beginnings(String key) {
    return Set.of(
        key.substring(0, key.indexOf('#')),
        key.substring(0, key.indexOf(":shop")),
        key.substring(0, key.indexOf(":s:")),
        key.substring(0, key.indexOf(":{")),
        key);
  }

  private static void attackThrough(Caches caches, String key) {
    for (String name : List.of("default", "#session", "#session:shop", "#session:shop:s", "shop")) {
      Cache cache;
      try {
        cache = caches.cache(name);
      } catch (IllegalArgumentException e) {
        continue; // no name
      }
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                cache.put("connected", "yes");
                return cache.contains("connected");
              });
      List.of(key, key.substring(key.indexOf(':') + 1), key.substring(key.lastIndexOf(':') + 1))
          .forEach(each -> attack(cache, each));
      cache.clear();
    }
    caches.invalidateTags(key, "#session");
    caches.clear();
  }

  private static void attack(Cache cache, String key) {
    assertThat(cache.get(key, Object.class)).isEmpty();
    assertThat(cache.contains(key)).isFalse();
    cache.delete(key);
    cache.put(key, "evil");
    cache.touch(key);
    cache.delete(key);
    cache.increment(key);
    cache.invalidateTags(key);
  }
}
