// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.SessionSite.Node.FIRST;
import static org.cachelet.test.security.SessionSite.Node.OTHER;
import static org.cachelet.test.security.SessionSite.Node.SECOND;
import static org.cachelet.test.security.SessionSite.idIn;
import static org.cachelet.test.security.SessionSite.secret;
import static org.cachelet.test.security.SessionSite.storage;

import java.util.List;

/** Ids that visitors make up, give to others, or find. */
final class SessionIdCases {
  private static final String INVENTED = "evil".repeat(9) + "ev";

  private SessionIdCases() {}

  /** Returns the cases. */
  static List<SessionCase> all() {
    return List.of(
        new SessionCase(
            "H01",
            Origin.IDS,
            "an id that an attacker has made up, at a login",
            site -> {
              Answer answer = site.visit(FIRST, "login?user=alice", INVENTED);
              assertThat(idIn(answer)).isNotEqualTo(INVENTED);
              site.opensNothing(INVENTED);
              site.opensNothing(storage(INVENTED) + secret(idIn(answer)));
            }),
        new SessionCase(
            "H02",
            Origin.IDS,
            "the id of an attacker's own session, at a login on another node",
            site -> {
              String evil = site.begin(FIRST, "user=evil");
              site.opens(evil, "{user=evil}");
              String alice = idIn(site.visit(SECOND, "login?user=alice", evil));
              site.opensNothing(evil);
              site.opens(alice, "{user=alice}");
            }),
        new SessionCase(
            "H03",
            Origin.IDS,
            "all ids that a session had before",
            site -> {
              String first = site.begin(FIRST, "user=alice");
              String second = idIn(site.visit(SECOND, "login?user=alice", first));
              String third = idIn(site.visit(FIRST, "login?user=alice", second));
              site.opensNothing(first);
              site.opensNothing(second);
              site.opens(third, "{user=alice}");
            }),
        new SessionCase(
            "H04",
            Origin.IDS,
            "where a session is stored, with another secret",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              String evil = site.begin(FIRST, "user=evil");
              site.opensNothing(storage(alice) + secret(evil));
              site.opensNothing(storage(alice) + "A".repeat(22));
              site.visit(SECOND, "logout", storage(alice) + secret(evil));
              site.opens(alice, "{user=alice}");
            }),
        new SessionCase(
            "H05",
            Origin.IDS,
            "several cookies of the name, an attacker's first",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              for (String evil : List.of(INVENTED, "*", "x".repeat(38))) {
                String cookies = "JSESSIONID=" + evil + "; JSESSIONID=" + alice;
                assertThat(site.ask(SECOND, "/s/find", cookies).body()).isEqualTo("{user=alice}");
              }
            }),
        new SessionCase(
            "H06",
            Origin.IDS,
            "many cookies of the name",
            site -> {
              String cookies = ("JSESSIONID=" + INVENTED + "; ").repeat(50) + "a=b";
              assertThat(site.toldRedis(() -> site.ask(FIRST, "/s/find", cookies)))
                  .hasSizeLessThanOrEqualTo(site.kind().mostLookups(50));
            }),
        new SessionCase(
            "H07",
            Origin.JSESSIONID,
            "an id in the path, where cookies are the only way",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              String path = ";jsessionid=" + alice;
              assertThat(site.ask(FIRST, "/s/find" + path, "").body()).doesNotContain("alice");
              assertThat(site.ask(FIRST, "/cached/find" + path, "").body()).doesNotContain("alice");
            }),
        new SessionCase(
            "H08",
            Origin.IDS,
            "the id of a session of another application in the same Redis",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              assertThat(site.visit(OTHER, "find", alice).body()).isEqualTo("nothing");
              site.visit(OTHER, "logout", alice);
              String there = idIn(site.visit(OTHER, "login?user=evil", alice));
              site.opensNothing(there);
              site.opens(alice, "{user=alice}");
            }),
        hostile("H09", "line breaks", "a\r\nFLUSHALL evil", "evil%0d%0aFLUSHALL", "\"evil\\r\\n\""),
        hostile("H10", "patterns and hash tags", "*", "evil*", "{evil}", "{evil}" + "a".repeat(32)),
        hostile("H11", "very long ids", "evil".repeat(2_500), "evil".repeat(1_000)),
        hostile(
            "H12", "control characters", "evil\0" + "a".repeat(33), "evil\1", "\u007fevil", "\t"),
        hostile(
            "H13", "paths", "../../evil", "../".repeat(10) + "evilaaaa", "/etc/evil", "..\\evil"),
        hostile("H14", "encodings", "evil%00" + "a".repeat(31), "%2e%2e%2fevil", "evil+%65vil"),
        hostile("H15", "other letters", "\u00e4vil" + "evil".repeat(9), "\u00b2".repeat(38)),
        hostile("H16", "a part of an id, and more than one", "", "evil", INVENTED + "e"),
        new SessionCase(
            "H17",
            Origin.SESSION_ID_TEXT,
            "the name of a node behind an id, which is none",
            site -> {
              String alice = site.begin(FIRST, "user=alice");
              for (String route : List.of(".evil{x}", ".evil*", "..evil/", ".")) {
                String cookie = "JSESSIONID=" + alice + route;
                assertThat(site.toldRedis(() -> site.ask(FIRST, "/s/find", cookie)))
                    .allMatch(line -> !line.contains("evil"), "nothing of the name");
              }
            }));
  }

  private static SessionCase hostile(String id, String what, String... texts) {
    return new SessionCase(
        id,
        Origin.SESSION_ID_TEXT,
        what + " as an id",
        site -> {
          for (String text : texts) {
            isNoId(site, text);
          }
        });
  }

  private static void isNoId(SessionSite site, String text) throws Exception {
    long before = site.keys();
    String cookie = "JSESSIONID=" + text;
    assertThat(site.toldRedis(() -> site.ask(FIRST, "/s/find", cookie))).isEmpty();
    assertThat(site.toldRedis(() -> site.ask(FIRST, "/s/none", cookie))).isEmpty();
    assertThat(site.toldRedis(() -> site.ask(SECOND, "/s/logout", cookie))).isEmpty();
    assertThat(site.keys()).isEqualTo(before);
    Answer answer = site.ask(FIRST, "/s/login?user=alice", cookie);
    assertThat(answer.status()).isIn(200, 400, 431);
    assertThat(answer.field("Set-Cookie").orElse("")).doesNotContain("evil");
  }
}
