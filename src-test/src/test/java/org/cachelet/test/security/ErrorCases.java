// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Message.get;

import java.io.IOException;
import java.util.List;

/** Errors, redirects, statuses without a page. */
final class ErrorCases {
  private ErrorCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "E01",
            Origin.CPDOS,
            "a header that is too large for the container",
            call -> call.print("the page"),
            t -> {
              t.ask(get().with("X-Oversize", "e".repeat(20_000)));
              assertThat(t.victim().body()).isEqualTo("the page");
              t.rendered(1);
            }),
        Case.of(
            "E02",
            Origin.CPDOS,
            "a header that is too large for the application",
            call -> {
              if (call.header("X-Oversize").length() > 1_000) {
                call.response().sendError(400, "evil");
              } else {
                call.print("the page");
              }
            },
            t -> t.poison(get().with("X-Oversize", "e".repeat(4_000)))),
        Case.of(
            "E03",
            Origin.CPDOS,
            "meta characters in a header",
            call -> {
              if (call.header("X-Meta").chars().anyMatch(c -> c < ' ' || c > '~')) {
                call.response().sendError(400, "evil");
              } else {
                call.print("the page");
              }
            },
            t -> {
              for (String meta : List.of("a\u0007b", "a\u0000b", "a\tb", "\u00e9", "a\rb")) {
                t.ask(get().with("X-Meta", meta));
              }
              t.victim();
            }),
        broken(
            "E04", Origin.REACT_ROUTER, "a header that makes the application fail with 500", 500),
        broken("E05", Origin.CPDOS, "a header that makes the application answer 404", 404),
        broken("E06", Origin.CPDOS, "a header that makes the application answer 429", 429),
        passing("E07", Origin.STATUSES, "500 that passes", call -> call.response().setStatus(500)),
        passing("E08", Origin.STATUSES, "503 that passes", call -> call.response().sendError(503)),
        passing("E09", Origin.STATUSES, "404 that passes", call -> call.response().sendError(404)),
        passing("E10", Origin.STATUSES, "403 that passes", call -> call.response().setStatus(403)),
        passing(
            "E11",
            Origin.NEXT_JS,
            "204 in place of the page",
            call -> call.response().setStatus(204)),
        passing(
            "E12",
            Origin.STATUSES,
            "206 in place of the page",
            call -> call.response().setStatus(206)),
        passing(
            "E13",
            Origin.STATUSES,
            "304 that nobody asked for",
            call -> call.response().setStatus(304)),
        passing(
            "E14",
            Origin.NEXT_JS,
            "a redirect without Location",
            call -> call.response().setStatus(301)),
        passing(
            "E15",
            Origin.UNKEYED,
            "a redirect that passes",
            call -> call.response().sendRedirect("https://evil.example/")),
        Case.of(
            "E16",
            Origin.UNKEYED,
            "a redirect made of a header",
            call -> {
              String host = call.header("X-Forwarded-Host");
              if (host.equals("nothing")) {
                call.print("the page");
              } else {
                call.response().setStatus(301);
                call.response().setHeader("Location", "https://" + host + "/");
              }
            },
            t -> t.poison(get().with("X-Forwarded-Host", "evil.example"))),
        passing(
            "E17",
            Origin.STATUSES,
            "an exception",
            call -> {
              throw new IllegalStateException("evil state");
            }),
        passing(
            "E18",
            Origin.STATUSES,
            "an exception half-way",
            call -> {
              call.print("half of evil");
              throw new IllegalStateException("evil state");
            }),
        passing(
            "E19",
            Origin.STATUSES,
            "an exception after the answer was flushed",
            call -> {
              call.print("half of evil");
              call.response().flushBuffer();
              throw new IOException("evil connection");
            }),
        passing(
            "E20",
            Origin.NEXT_JS,
            "an empty page, for once, with a length of its own",
            call -> call.response().setHeader("Content-Length", "9")),
        passing(
            "E21",
            Origin.STATUSES,
            "an asynchronous request that takes too long",
            call -> {
              var async = call.request().startAsync();
              async.setTimeout(200);
            }),
        Case.of(
                "E22",
                Origin.STATUSES,
                "errors in the profile rfc that do not say for how long",
                call -> {
                  if (call.serial() == 1) {
                    call.response().sendError(500);
                  } else {
                    call.print("the page");
                  }
                },
                t -> {
                  t.ask(get());
                  assertThat(t.ask(get()).body()).isEqualTo("the page");
                })
            .on(SiteKind.RFC),
        Case.of(
            "E23",
            Origin.NEXT_JS,
            "data in place of the page, asked for by a header",
            call -> {
              boolean data = call.header("X-Data").equals("1");
              call.response().setContentType(data ? "application/json" : "text/html");
              call.print(data ? "{\"evil\": 1}" : "<p>the page</p>");
            },
            t -> t.poison(get().with("X-Data", "1"))),
        Case.of(
            "E24",
            Origin.CPDOS,
            "Expect, Upgrade and If-Match, which make others answer with an error",
            call -> call.print("the page"),
            t -> {
              t.ask(get().with("Expect", "evil"));
              t.ask(get().with("Upgrade", "h2c").with("Connection", "Upgrade, HTTP2-Settings"));
              t.ask(get().with("If-Match", "\"evil\""));
              t.ask(get().with("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"));
              t.ask(get().with("Max-Forwards", "0"));
              t.victim();
            }));
  }

  /** A header breaks the page for the one who sends it. */
  private static Case broken(String id, Origin origin, String text, int status) {
    return Case.of(
        id,
        origin,
        text,
        call -> {
          if (call.header("X-Break").equals("1")) {
            call.response().sendError(status, "evil");
          } else {
            call.print("the page");
          }
        },
        t -> t.poison(get().with("X-Break", "1")));
  }

  /** The first request fails for a reason that no request holds; the second must not notice. */
  private static Case passing(String id, Origin origin, String text, Application failure) {
    return Case.of(
        id,
        origin,
        text,
        call -> {
          if (call.serial() == 1) {
            failure.answer(call);
          } else {
            call.print("the page");
          }
        },
        t -> {
          Answer failed = t.ask(get().with("Connection", "close"));
          assertThat(failed.body()).isNotEqualTo("the page");
          for (int i = 0; i < 2; i++) {
            Answer answer = t.ask(get());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("the page");
            assertThat(answer.has("Location")).isFalse();
          }
        });
  }
}
