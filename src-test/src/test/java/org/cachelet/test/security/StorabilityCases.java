// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import jakarta.servlet.http.Cookie;
import java.util.List;

/** What responses say of themselves. */
final class StorabilityCases {
  private static final String CACHE_CONTROL = "Cache-Control";

  private StorabilityCases() {}

  static List<Case> all() {
    return List.of(
        field("S01", Origin.HONO, CACHE_CONTROL, "private"),
        field("S02", Origin.PRIVATE_CASE, CACHE_CONTROL, "Private"),
        field("S03", Origin.PRIVATE_CASE, CACHE_CONTROL, "max-age=600 ,\tPRIVATE "),
        field("S04", Origin.PRIVATE_CASE, "cache-control", "public, s-maxage=600, no-STORE"),
        field("S05", Origin.STORING, CACHE_CONTROL, "no-store, max-age=600"),
        field("S06", Origin.STORING, CACHE_CONTROL, "max-age=600, no-cache"),
        field("S07", Origin.STORING, CACHE_CONTROL, "public, max-age=0"),
        field("S08", Origin.STORING, CACHE_CONTROL, "s-maxage=0, max-age=600"),
        field("S09", Origin.STORING, CACHE_CONTROL, "private=\"set-cookie\", x=\"a, b\", private"),
        Case.of(
            "S10",
            Origin.PRIVATE_CASE,
            "private in the second of two lines",
            call -> {
              call.response().addHeader(CACHE_CONTROL, "public, max-age=600");
              call.response().addHeader(CACHE_CONTROL, "private");
              call.print("made as number " + call.serial());
            },
            t -> t.isNeverStored(get())),
        Case.of(
            "S11",
            Origin.PRIVATE_CASE,
            "private that is said when the body is written already",
            call -> {
              call.print("made as number " + call.serial());
              call.response().setHeader(CACHE_CONTROL, "private");
            },
            t -> t.isNeverStored(get())),
        field("S12", Origin.SET_COOKIE, "Set-Cookie", "id=alice"),
        field("S13", Origin.SET_COOKIE, "set-cookie", "id=alice; HttpOnly"),
        Case.of(
            "S14",
            Origin.SET_COOKIE,
            "a cookie that is added behind the body",
            call -> {
              call.print("made as number " + call.serial());
              call.response().addCookie(new Cookie("id", "alice"));
            },
            t -> t.isNeverStored(get())),
        Case.of(
            "S15",
            Origin.SET_COOKIE,
            "a cookie together with Cache-Control: public",
            call -> {
              call.response().setHeader(CACHE_CONTROL, "public, s-maxage=600");
              call.response().addCookie(new Cookie("id", "of-" + call.serial()));
              call.print("made as number " + call.serial());
            },
            t -> t.isNeverStored(get())),
        field("S16", Origin.VETOES, "Set-Cookie2", "id=alice"),
        field("S17", Origin.VETOES, "WWW-Authenticate", "Basic realm=x"),
        field("S18", Origin.VETOES, "Clear-Site-Data", "\"*\""),
        field("S19", Origin.VETOES, "Content-Range", "bytes 0-3/9"),
        field("S20", Origin.FIELDS, "Access-Control-Allow-Origin", "https://alice.example"),
        field("S21", Origin.TOKENS, "Content-Security-Policy", "script-src 'nonce-r4nd0m'"),
        field("S22", Origin.VETOES, "Content-Encoding", "br"),
        field("S23", Origin.STORING, "Pragma", "no-cache"),
        field("S24", Origin.STORING, "Expires", "0"),
        field("S25", Origin.STORING, "Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
        Case.of(
            "S26",
            Origin.STORING,
            "requests with Authorization",
            serial(),
            t -> {
              t.isNeverStored(get().with("Authorization", "Basic YWxpY2U6"));
              t.isNeverStored(get().with("authorization", "Bearer alice"));
              int before = t.server().renderings(t.one());
              t.ask(get());
              t.rendered(before + 1);
            }),
        Case.of(
                "S27",
                Origin.STORING,
                "requests with Authorization, answered with max-age, as RFC 9111 allows all else",
                serial(CACHE_CONTROL, "max-age=600"),
                t -> {
                  t.isNeverStored(get().with("Authorization", "Basic YWxpY2U6"));
                  t.isNotShared(get().with("Authorization", "Basic YWxpY2U6"), get());
                })
            .on(SiteKind.RFC),
        onRfc("S28", Origin.PRIVATE_CASE, CACHE_CONTROL, "max-age=600, PRIVATE"),
        onRfc("S29", Origin.STORING, CACHE_CONTROL, "s-maxage=600, no-store"),
        onRfc("S30", Origin.VARY_ANY, "Vary", "*"),
        onRfc("S31", Origin.SET_COOKIE, "Set-Cookie", "id=alice"),
        Case.of(
            "S32",
            Origin.NEVER_PUBLIC,
            "nothing is added to what the application says of itself",
            call -> {
              call.response().setHeader("X-Frame-Options", "DENY");
              call.print("made");
            },
            t -> {
              for (int i = 0; i < 3; i++) {
                Answer answer = t.victim();
                assertThat(answer.has(CACHE_CONTROL)).isFalse();
                assertThat(answer.has("Expires")).isFalse();
                assertThat(answer.field("X-Frame-Options")).hasValue("DENY");
              }
            }),
        Case.of(
            "S33",
            Origin.NEVER_PUBLIC,
            "private is passed on as private",
            call -> {
              call.response().setHeader(CACHE_CONTROL, "private, max-age=60");
              call.print(call.inSession(Front.USER));
            },
            t -> {
              t.same(get().as("alice"));
              assertThat(t.victim().field(CACHE_CONTROL)).hasValue("private, max-age=60");
            }),
        Case.of(
            "S34",
            Origin.FIELDS,
            "repeated fields keep their lines and their order",
            call -> {
              call.response().addHeader("Link", "</b>; rel=preload");
              call.response().addHeader("Link", "</a>; rel=preload");
              call.response().setHeader("Content-Security-Policy", "default-src 'self'");
              call.print("made as number " + call.serial());
            },
            t -> {
              List<String> first = links(t.ask(get()));
              assertThat(links(t.ask(get()))).isEqualTo(first).hasSize(2);
              t.rendered(1);
            }));
  }

  private static List<String> links(Answer answer) {
    return answer.lines().stream().filter(line -> line.startsWith("Link")).toList();
  }

  /** A field without which the page would be stored. */
  private static Case field(String id, Origin origin, String name, String value) {
    return Case.of(
        id,
        origin,
        name + ": " + value.replace('\t', ' '),
        serial(name, value),
        t -> t.isNeverStored(get()));
  }

  private static Case onRfc(String id, Origin origin, String name, String value) {
    return Case.of(
            id,
            origin,
            name + ": " + value + ", in the profile rfc",
            serial(name, value),
            t -> t.isNeverStored(get()))
        .on(SiteKind.RFC);
  }
}
