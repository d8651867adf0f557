// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Message.get;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parts of pages, conditions. */
final class RangeCases {
  private static final String TEXT =
      IntStream.range(0, 1_000)
          .mapToObj(i -> String.format("%04d ", i))
          .collect(Collectors.joining());

  private static final Application WHOLE = call -> call.print(TEXT);

  private RangeCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "R01",
            Origin.STORING,
            "a part first, then the whole page",
            WHOLE,
            t -> {
              t.ask(get().with("Range", "bytes=0-9"));
              whole(t);
            }),
        Case.of(
            "R02",
            Origin.STORING,
            "a part that the application cuts out itself",
            call -> {
              String range = call.header("Range");
              if (range.equals("nothing")) {
                call.print(TEXT);
              } else {
                call.response().setStatus(206);
                call.response().setHeader("Content-Range", "bytes 0-3/5000");
                call.print("evil");
              }
            },
            t -> {
              t.ask(get().with("Range", "bytes=0-3"));
              whole(t);
              t.ask(get().with("Range", "bytes=0-3"));
              whole(t);
            }),
        Case.of(
            "R03",
            Origin.LIMITS,
            "1,000 ranges of one page are answered with no more than the page",
            WHOLE,
            t -> {
              whole(t);
              amplified(t, "bytes=" + "0-,".repeat(1_000) + "0-");
              amplified(t, "bytes=" + "0-4999,".repeat(50) + "0-4999");
              amplified(
                  t,
                  "bytes="
                      + IntStream.range(0, 900)
                          .mapToObj(i -> i * 5 + "-" + i * 5)
                          .collect(Collectors.joining(",")));
              whole(t);
            }),
        Case.of(
            "R04",
            Origin.LIMITS,
            "1,000 ranges of a page that is not stored",
            WHOLE,
            t -> {
              amplified(t, "bytes=" + "0-,".repeat(1_000) + "0-");
              whole(t);
            }),
        Case.of(
            "R05",
            Origin.STORING,
            "a range behind the end",
            WHOLE,
            t -> {
              t.ask(get().with("Range", "bytes=90000-"));
              whole(t);
              t.ask(get().with("Range", "bytes=90000-"));
              whole(t);
            }),
        Case.of(
            "R06",
            Origin.STORING,
            "ranges that are none",
            WHOLE,
            t -> {
              for (String range :
                  List.of(
                      "bytes=evil",
                      "bytes=9-1",
                      "evil=0-1",
                      "bytes=-",
                      "bytes=",
                      "bytes=0-99999999999999999999",
                      "bytes=--1",
                      "bytes=0-1,evil")) {
                Answer answer = t.ask(get().with("Range", range));
                assertThat(answer.status()).as(range).isIn(200, 206, 416);
                whole(t);
              }
            }),
        Case.of(
            "R07",
            Origin.STORING,
            "a part of a stored page is that part",
            WHOLE,
            t -> {
              whole(t);
              Answer part = t.ask(get().with("Range", "bytes=5-8"));
              assertThat(part.status()).isIn(200, 206);
              assertThat(part.body()).isEqualTo(part.status() == 206 ? "0001" : TEXT);
              Answer end = t.ask(get().with("Range", "bytes=-5"));
              assertThat(end.body()).isEqualTo(end.status() == 206 ? "0999 " : TEXT);
            }),
        Case.of(
            "R08",
            Origin.STORING,
            "a part of what is personal",
            call -> call.print("hello " + call.inSession(Front.USER) + ", " + TEXT),
            t -> {
              t.ask(get().as("alice").with("Range", "bytes=0-20"));
              t.victim();
              t.ask(get().as("alice"));
              assertThat(t.ask(get().with("Range", "bytes=0-20")).body()).doesNotContain("alice");
            }),
        Case.of(
            "R09",
            Origin.STORING,
            "If-Range with the validator of another page",
            WHOLE,
            t -> {
              whole(t);
              Answer answer = t.ask(get().with("Range", "bytes=0-3").with("If-Range", "\"evil\""));
              assertThat(answer.body()).isEqualTo(TEXT);
              whole(t);
            }),
        Case.of(
            "R10",
            Origin.STATUSES,
            "a condition that holds, first of all",
            WHOLE,
            t -> {
              t.ask(get().with("If-None-Match", "*"));
              t.ask(get().with("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT"));
              whole(t);
              t.ask(get().with("If-None-Match", "*"));
              whole(t);
            }),
        Case.of(
            "R11",
            Origin.STATUSES,
            "an application that answers 304 by itself",
            call -> {
              call.response().setHeader("ETag", "\"1\"");
              if (call.header("If-None-Match").equals("\"1\"")) {
                call.response().setStatus(304);
              } else {
                call.print(TEXT);
              }
            },
            t -> {
              t.ask(get().with("If-None-Match", "\"1\""));
              whole(t);
              assertThat(t.ask(get().with("If-None-Match", "\"1\"")).status()).isEqualTo(304);
              whole(t);
            }),
        Case.of(
            "R12",
            Origin.KEY_WHOLE,
            "validators differ between variants",
            call -> call.print("lang " + call.header("X-Lang")),
            t -> {
              Answer evil = t.ask(get().with("X-Lang", "evil"));
              Answer victim = t.victim();
              if (evil.has("ETag")) {
                assertThat(victim.field("ETag")).isNotEqualTo(evil.field("ETag"));
                String tag = evil.field("ETag").orElseThrow();
                assertThat(t.ask(get().with("If-None-Match", tag)).status()).isEqualTo(200);
              } else {
                assertThat(victim.body()).isEqualTo("lang nothing");
              }
            }),
        Case.of(
            "R13",
            Origin.STORING,
            "HEAD with a range, then the whole page",
            WHOLE,
            t -> {
              t.ask(get().method("HEAD").with("Range", "bytes=0-9"));
              whole(t);
              t.ask(get().method("HEAD").with("Range", "bytes=0-9"));
              whole(t);
            }));
  }

  private static void whole(Trial t) throws IOException {
    Answer answer = t.victim();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(TEXT);
    assertThat(answer.has("Content-Range")).isFalse();
  }

  private static void amplified(Trial t, String ranges) throws IOException {
    Answer answer = t.ask(get().with("Range", ranges));
    assertThat(answer.status()).isGreaterThanOrEqualTo(200);
    assertThat(answer.text().length()).isLessThan(2 * TEXT.length());
  }
}
