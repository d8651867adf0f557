// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.SessionSite.Node.FIRST;
import static org.cachelet.test.security.SessionSite.Node.UNSIGNED;
import static org.cachelet.test.security.SessionSite.idIn;
import static org.cachelet.test.security.SessionSite.key;
import static org.cachelet.test.security.SessionSite.secret;
import static org.cachelet.test.security.SessionSite.storage;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What somebody writes who has come to the Redis of the sessions, or reads there and elsewhere. */
final class SessionByteCases {
  private static final String TWO = "user=alice&color=red";
  private static final String ONE_LEFT = "{color=null, user=alice}";
  private static final int HUGE = 100_000;
  private static final String FUTURE = "99999999999999999";

  private SessionByteCases() {}

  /** Returns the cases. */
  static List<SessionCase> all() {
    return List.of(
        new SessionCase(
            "H28",
            Origin.STORED_CLASSES,
            "bytes that name a class which nobody has allowed",
            site -> {
              for (String name : List.of(Gadget.class.getName(), "javax.management.MBeanServer")) {
                unsigned(site, 'K', Forgery.naming(name));
              }
              assertThat(Gadget.hasRun()).isFalse();
            }),
        new SessionCase(
            "H29",
            Origin.SESSION_FILES,
            "an object as Java serialisation writes it",
            site -> {
              byte[] object = Forgery.serialized(new Gadget());
              unsigned(site, 'J', object);
              unsigned(site, 'K', object);
              String alice = site.begin(UNSIGNED, TWO);
              site.write(key(UNSIGNED, alice), "a:color", object);
              assertThat(site.visit(UNSIGNED, "find", alice).body()).isEqualTo(ONE_LEFT);
              assertThat(Gadget.hasRun()).isFalse();
            }),
        new SessionCase(
            "H30",
            Origin.SERIALIZERS,
            "an attribute without a signature, and with that of an unknown key",
            site -> {
              String alice = site.begin(FIRST, TWO);
              byte[] signed = site.field(key(alice), "a:color");
              byte[] text = Arrays.copyOfRange(signed, 7, signed.length - 32);
              String plain = site.begin(UNSIGNED, TWO);
              byte[] forged = Forgery.attribute("unsigned", plain, "user", 'K', text);
              site.write(key(UNSIGNED, plain), "a:user", forged);
              assertThat(site.visit(UNSIGNED, "find", plain).body()) // so forged as it should be
                  .isEqualTo("{color=red, user=red}");
              byte[] unknown = signed.clone();
              unknown[4]++;
              refusesColor(site, Forgery.attribute("shop", alice, "color", 'K', text), alice);
              refusesColor(site, unknown, alice);
            }),
        new SessionCase(
            "H31",
            Origin.PLACES,
            "bytes that are too short, too long or by chance, one attribute at a time",
            site -> {
              for (SessionSite.Node node : List.of(FIRST, UNSIGNED)) {
                String alice = site.begin(node, TWO);
                for (byte[] bytes : damaged(site.field(key(node, alice), "a:color"))) {
                  site.write(key(node, alice), "a:color", bytes);
                  assertThat(site.visit(node, "find", alice).body()).isEqualTo(ONE_LEFT);
                }
              }
            }),
        new SessionCase(
            "H32",
            Origin.PLACES,
            "the hash of a session, copied and renamed to that of another",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              String evil = site.begin(FIRST, "user=evil");
              site.redis().command("COPY", key(alice), key(evil), "REPLACE");
              site.opensNothing(evil);
              site.opensNothing(storage(evil) + secret(alice));
              site.opens(alice, "{user=alice}");
              String again = site.begin(FIRST, "user=evil");
              site.redis().command("RENAME", key(alice), key(again));
              site.opensNothing(again);
              site.opensNothing(storage(again) + secret(alice));
              site.opensNothing(alice);
            }),
        new SessionCase(
            "H33",
            Origin.PLACES,
            "an attribute copied to another name, and to another session",
            site -> {
              for (SessionSite.Node node : List.of(FIRST, UNSIGNED)) {
                String alice = site.begin(node, "user=alice");
                byte[] user = site.field(key(node, alice), "a:user");
                String evil = site.begin(node, "user=evil&color=alice");
                site.write(key(node, evil), "a:user", user);
                assertThat(site.visit(node, "find", evil).body())
                    .isEqualTo("{color=alice, user=null}");
                site.write(key(node, evil), "a:user", site.field(key(node, evil), "a:color"));
                assertThat(site.visit(node, "find", evil).body())
                    .isEqualTo("{color=alice, user=null}");
              }
            }),
        new SessionCase(
            "H34",
            Origin.PLACES,
            "an older value of an attribute: it is that value and no other",
            site -> {
              String alice = site.begin(FIRST, TWO);
              byte[] red = site.field(key(alice), "a:color");
              site.visit(FIRST, "set?color=blue", alice);
              site.write(key(alice), "a:color", red);
              site.opens(alice, "{color=red, user=alice}");
            }),
        new SessionCase(
            "H35",
            Origin.PLACES,
            "the digest of another secret: of another session, and one made without the key",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              String evil = site.begin(FIRST, "user=evil");
              site.write(key(alice), "#h", site.field(key(evil), "#h"));
              site.opensNothing(storage(alice) + secret(evil));
              site.write(key(alice), "#h", Forgery.digest(storage(alice), secret(evil)));
              site.opensNothing(storage(alice) + secret(evil));
              site.opensNothing(alice);
              site.redis().command("HDEL", key(alice), "#h");
              site.opensNothing(alice);
            }),
        new SessionCase(
            "H36",
            Origin.PLACES,
            "times, versions and users that cannot be",
            site -> {
              String neighbour = site.begin(FIRST, "user=bob");
              for (String field : List.of("#a", "#i", "#c", "#p", "#u", "#n", "#l", "#v")) {
                for (String value : List.of("", "evil", "-1", FUTURE, "1e400", "0x7f", "\0")) {
                  changed(site, field, value);
                }
              }
              site.opens(neighbour, "{user=bob}");
            }),
        new SessionCase(
            "H37",
            Origin.PLACES,
            "a last access in the far future keeps no session alive",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              site.write(
                  key(alice), "#a", FUTURE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
              site.redis().command("PEXPIRE", key(alice), "60000");
              site.visit(FIRST, "find", alice);
              assertThat((Long) site.redis().command("PTTL", key(alice))).isBetween(1L, 60_000L);
            }),
        new SessionCase(
            "H38",
            Origin.PLACES,
            "something else under the key of a session",
            site -> {
              for (String[] command :
                  List.of(
                      new String[] {"SET", "", "evil"},
                      new String[] {"RPUSH", "", "evil"},
                      new String[] {"HSET", "", "a:user", "evil"})) {
                String alice = site.begin(FIRST, "user=alice");
                site.redis().command("DEL", key(alice));
                command[1] = key(alice);
                site.redis().command(command);
                site.opensNothing(alice);
                assertThat(site.visit(FIRST, "logout", alice).status()).isEqualTo(200);
                assertThat(idIn(site.visit(FIRST, "login?user=alice", alice))).isNotEqualTo(alice);
              }
            }),
        new SessionCase(
            "H39",
            Origin.PLACES,
            "a session that Redis has lost lives on in no node",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              site.opens(alice, "{user=alice}");
              site.redis().command("DEL", key(alice));
              site.opensNothing(alice);
            }),
        new SessionCase("H40", Origin.SESSION_LOGS, "ids in logs", SessionByteCases::searchLogs),
        new SessionCase(
            "H41",
            Origin.SESSION_LOGS,
            "ids in what Redis is told: names, values, arguments",
            site -> {
              List<String> ids = new ArrayList<>();
              List<String> told = site.toldRedis(() -> ids.addAll(lifeOf(site)));
              assertThat(told).isNotEmpty();
              ids.forEach(
                  id -> assertThat(told).allMatch(line -> !line.contains(secret(id)), "no secret"));
            }),
        new SessionCase(
            "H42",
            Origin.SESSION_LOGS,
            "ids in beans, and in sessions as text",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              assertThat(site.visit(FIRST, "text", alice).body()).doesNotContain(secret(alice));
              assertThat(beans()).doesNotContain(secret(alice));
            }));
  }

  /** Writes an attribute of the application that signs nothing; it must be refused. */
  private static void unsigned(SessionSite site, char form, byte[] payload) throws Exception {
    String alice = site.begin(UNSIGNED, TWO);
    byte[] forged = Forgery.attribute("unsigned", alice, "color", form, payload);
    site.write(key(UNSIGNED, alice), "a:color", forged);
    Answer answer = site.visit(UNSIGNED, "find", alice);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(ONE_LEFT);
  }

  private static void refusesColor(SessionSite site, byte[] bytes, String id) throws Exception {
    site.write(key(id), "a:color", bytes);
    site.opens(id, ONE_LEFT);
  }

  private static List<byte[]> damaged(byte[] whole) {
    byte[] random = new byte[HUGE];
    new Random(7).nextBytes(random);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    return List.of(
        new byte[0],
        new byte[1],
        Arrays.copyOf(whole, 3),
        Arrays.copyOf(whole, whole.length - 1),
        Arrays.copyOf(whole, whole.length + 1),
        Arrays.copyOf(whole, HUGE),
        Arrays.copyOf(random, 100),
        random,
        flipped);
  }

  private static void changed(SessionSite site, String field, String value) throws Exception {
    String id = site.begin(FIRST, "user=alice");
    site.redis().command("HSET", key(id), field, value);
    if (!field.equals("#v")) {
      site.redis().command("HINCRBY", key(id), "#v", "1");
    }
    for (String page : List.of("find", "set?color=red", "find", "logout")) {
      Answer answer = site.visit(FIRST, page, id);
      assertThat(answer.status()).as("%s=%s: %s", field, value, page).isIn(200, 503);
      assertThat(answer.text()).doesNotContain("bob");
    }
  }

  /** Lets a session live, be attacked and end, and returns its ids. */
  private static List<String> lifeOf(SessionSite site) throws Exception {
    String first = site.begin(FIRST, TWO);
    String id = idIn(site.visit(FIRST, "login?" + SessionPages.TRAP + "=set", first));
    site.write(key(id), "a:color", new byte[] {1, 2, 3});
    site.opens(id, "{color=null, trap=set, user=alice}");
    site.visit(FIRST, "find", first);
    site.visit(FIRST, "find", storage(id) + secret(first));
    site.visit(FIRST, "logout", id);
    site.visit(FIRST, "find", id);
    return List.of(first, id);
  }

  private static void searchLogs(SessionSite site) throws Exception {
    List<String> ids = lifeOf(site);
    assertThat(site.logged()).isNotEmpty();
    for (String id : ids) {
      assertThat(site.logged()).allMatch(line -> !line.contains(secret(id)), "no secret");
    }
  }

  /** Returns all that beans are called and show. */
  private static String beans() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    StringBuilder shown = new StringBuilder();
    for (ObjectName name : server.queryNames(null, null)) {
      shown.append(name).append('\n');
      if (name.getDomain().equals("org.cachelet")) {
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
          Map<String, Object> value =
              Map.of(attribute.getName(), server.getAttribute(name, attribute.getName()));
          shown.append(value).append('\n');
        }
      }
    }
    return shown.toString();
  }
}
