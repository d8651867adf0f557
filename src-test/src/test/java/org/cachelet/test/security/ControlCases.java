// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.io.IOException;
import java.util.List;
import org.cachelet.cache.Dependencies;

/** Purging, switching on, learning keys. */
final class ControlCases {
  private static final String ENDPOINT = "/_invalidate";
  private static final String TOKEN = "Bearer correct-horse-battery-staple";

  private static final Application TAGGED =
      call -> {
        Dependencies.current().tag("shop:" + call.request().getPathInfo().substring(1));
        call.print("made as number " + call.serial());
      };

  private ControlCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "I01",
            Origin.NO_SWITCH,
            "there is no endpoint for invalidations that was not configured",
            TAGGED,
            t -> {
              t.ask(get());
              Answer answer = t.same(endpoint("tag=shop%3Aa").with("Authorization", TOKEN));
              assertThat(answer.status()).isEqualTo(404);
              unchanged(t);
            }),
        refused("I02", "no token", endpoint("tag=shop%3Aa")),
        refused(
            "I03", "a wrong token", endpoint("tag=shop%3Aa").with("Authorization", "Bearer evil")),
        refused(
            "I04",
            "a token that only begins like the right one",
            endpoint("tag=shop%3Aa").with("Authorization", TOKEN.substring(0, 20))),
        refused(
            "I05",
            "the right token in another scheme",
            endpoint("tag=shop%3Aa").with("Authorization", TOKEN.replace("Bearer", "Basic"))),
        refused(
            "I06",
            "the right token in the form, the query or a cookie",
            endpoint("tag=shop%3Aa&token=correct-horse-battery-staple")
                .to(ENDPOINT + "?token=correct-horse-battery-staple")
                .with("Cookie", "token=correct-horse-battery-staple")),
        refused(
            "I07",
            "two Authorization lines",
            endpoint("tag=shop%3Aa")
                .with("Authorization", "Bearer evil")
                .with("Authorization", TOKEN)),
        refused(
            "I08",
            "GET with the right token",
            get().to(ENDPOINT + "?tag=shop%3Aa").with("Authorization", TOKEN)),
        refused(
            "I09",
            "the right token, but nothing that is to be invalidated",
            endpoint("").with("Authorization", TOKEN)),
        Case.of(
                "I10",
                Origin.NO_SWITCH,
                "the right token invalidates what has the tag, and nothing else",
                TAGGED,
                t -> {
                  t.ask(get());
                  String other = t.page("b").ask(get()).body();
                  Answer answer = t.ask(endpoint("tag=shop%3Aa").with("Authorization", TOKEN));
                  assertThat(answer.status()).isBetween(200, 299);
                  assertThat(t.ask(get()).body()).isEqualTo("made as number 3");
                  assertThat(t.page("b").ask(get()).body()).isEqualTo(other);
                })
            .on(SiteKind.INVALIDATED),
        Case.of(
                "I11",
                Origin.NO_SWITCH,
                "answers of the endpoint are not stored and show no key",
                TAGGED,
                t -> {
                  Answer good = t.ask(endpoint("tag=evil").with("Authorization", TOKEN));
                  Answer bad = t.ask(endpoint("tag=evil").with("Authorization", "Bearer evil"));
                  assertThat(good.status()).isLessThan(300);
                  assertThat(bad.status()).isIn(401, 403);
                  assertThat(good.text() + bad.text()).doesNotContain("page1", "correct-horse");
                  assertThat(t.ask(get().to(ENDPOINT)).status()).isGreaterThanOrEqualTo(400);
                })
            .on(SiteKind.INVALIDATED),
        Case.of(
            "I12",
            Origin.NEXT_JS,
            "no header turns caching on where there is no rule",
            serial(),
            t -> t.isNeverStored(caching(get()))),
        Case.of(
            "I13",
            Origin.NEXT_JS,
            "no header makes a page stored that forbids it",
            serial("Cache-Control", "private"),
            t -> t.isNeverStored(caching(get()))),
        Case.of(
            "I14",
            Origin.NO_SWITCH,
            "no directive of a visitor has a page made anew",
            serial(),
            t ->
                t.isShared(
                    get(),
                    get().with("Cache-Control", "no-cache"),
                    get().with("Cache-Control", "no-store, max-age=0"),
                    get().with("Pragma", "no-cache"),
                    get().with("Cache-Control", "only-if-cached"),
                    get())),
        Case.of(
            "I15",
            Origin.NO_SWITCH,
            "no header of a visitor invalidates",
            serial(),
            t ->
                t.isShared(
                    get(),
                    get().with("X-Purge", "all").with("X-HTTP-Method-Override", "PURGE"),
                    get()
                        .with("Cache-Group-Invalidation", "\"all\"")
                        .with("Cache-Groups", "\"all\""),
                    get().with("Surrogate-Key", "all").with("Cache-Tag", "all").with("xkey", "all"),
                    get().with("X-Cachelet-Invalidate", "*"),
                    get())),
        Case.of(
            "I16",
            Origin.STORING,
            "GET that is answered with Cache-Group-Invalidation invalidates nothing",
            call -> {
              call.response().setHeader("Cache-Groups", "\"shop\"");
              if (!call.parameter("flush").equals("nothing")) {
                call.response().setHeader("Cache-Group-Invalidation", "\"shop\"");
              }
              call.print("made as number " + call.serial());
            },
            t -> {
              t.ask(get());
              t.ask(get().query("flush=1"));
              unchanged(t);
            }),
        Case.of(
                "I17",
                Origin.NO_SWITCH,
                "only-if-cached is answered with 504, which is not stored",
                serial(),
                t -> {
                  Answer answer = t.ask(get().with("Cache-Control", "only-if-cached"));
                  assertThat(answer.status()).isIn(200, 504);
                  assertThat(t.ask(get()).status()).isEqualTo(200);
                  assertThat(t.ask(get()).body()).startsWith("made as number");
                })
            .on(SiteKind.RFC));
  }

  private static Message caching(Message message) {
    return message
        .with("Cache-Control", "public, max-age=600")
        .with("Cachelet-Cache-Control", "s-maxage=600")
        .with("CDN-Cache-Control", "max-age=600")
        .with("Surrogate-Control", "max-age=600")
        .with("X-Cachelet", "on")
        .with("X-Accel-Expires", "600")
        .with("Expires", "Fri, 31 Dec 2100 23:59:59 GMT");
  }

  private static Message endpoint(String form) {
    return get().to(ENDPOINT).method("POST").form(form);
  }

  private static Case refused(String id, String text, Message message) {
    return Case.of(
            id,
            Origin.NO_SWITCH,
            "the endpoint for invalidations with " + text,
            TAGGED,
            t -> {
              t.ask(get());
              Answer answer = t.ask(message);
              assertThat(answer.status()).isBetween(400, 499);
              unchanged(t);
            })
        .on(SiteKind.INVALIDATED);
  }

  private static void unchanged(Trial t) throws IOException {
    assertThat(t.ask(get()).body()).isEqualTo("made as number 1");
  }
}
