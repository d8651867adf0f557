// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Floods: of variants, parameters, pages and visitors. */
final class LoadCases {
  private static final int FLOOD = 12;
  private static final String LATCH = "latch";

  private LoadCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
                "L01",
                Origin.LIMITS,
                "more variants of a page than its rule stores",
                printing(call -> call.header("User-Agent") + " made as number " + call.serial()),
                t -> {
                  String first = t.ask(agent(1)).body();
                  for (int i = 2; i <= FLOOD; i++) {
                    assertThat(t.ask(agent(i)).body()).startsWith("agent-" + i + " ");
                  }
                  t.isNeverStored(agent(FLOOD));
                  assertThat(t.ask(agent(1)).body()).isEqualTo(first);
                })
            .with("max-variants", "4"),
        Case.of(
                "L02",
                Origin.LIMITS,
                "more unknown parameters than its rule stores",
                printing(call -> call.parameter("id") + " made as number " + call.serial()),
                t -> {
                  t.ask(get().query("id=0"));
                  for (int i = 1; i <= FLOOD; i++) {
                    t.ask(get().query("evil" + i + "=1"));
                  }
                  t.isNeverStored(get().query("evil" + FLOOD + "=1"));
                  t.isShared(get().query("id=known"), get().query("id=known"));
                })
            .with("max-unknown-queries", "4"),
        Case.of(
                "L03",
                Origin.LIMITS,
                "more pages than its rule stores",
                printing(call -> call.request().getPathInfo() + " number " + call.serial()),
                t -> {
                  String first = t.page("1").ask(get()).body();
                  for (int i = 2; i <= FLOOD; i++) {
                    assertThat(t.page("" + i).ask(get()).body()).startsWith("/" + i + " ");
                  }
                  t.page("" + FLOOD).isNeverStored(get());
                  assertThat(t.page("1").ask(get()).body()).isEqualTo(first);
                })
            .with("max-entries", "4"),
        Case.of(
                "L04",
                Origin.LIMITS,
                "a page that is larger than its rule stores is whole, and not stored",
                call -> call.print("x".repeat(5_000) + " number " + call.serial()),
                t -> {
                  assertThat(t.ask(get()).body()).hasSize(5_009);
                  t.isNeverStored(get());
                })
            .with("max-body", "1kb"),
        Case.of(
            "L05",
            Origin.LIMITS,
            "30 visitors of a cold page cause one rendering",
            call -> {
              pause(100);
              call.print("made as number " + call.serial());
            },
            t -> {
              for (Answer answer : t.atOnce(Collections.nCopies(30, get()))) {
                assertThat(answer.body()).isEqualTo("made as number 1");
              }
              t.rendered(1);
            }),
        Case.of(
            "L06",
            Origin.NEXT_JS,
            "30 visitors of a cold page that is personal get their own",
            call -> {
              pause(20);
              call.print("hello " + call.inSession(Front.USER) + ".");
            },
            t -> {
              List<Message> requests = new ArrayList<>();
              for (int i = 0; i < 30; i++) {
                requests.add(i % 3 == 0 ? get() : get().as("user-" + i % 3));
              }
              List<Answer> answers = t.atOnce(requests);
              for (int i = 0; i < 30; i++) {
                String name = i % 3 == 0 ? "nothing" : "user-" + i % 3;
                assertThat(answers.get(i).body()).isEqualTo("hello " + name + ".");
              }
            }),
        Case.of(
            "L07",
            Origin.SET_COOKIE,
            "those who waited for a page that sets a cookie each get one of their own",
            call -> {
              pause(50);
              call.response().addCookie(new Cookie("id", "of-" + call.serial()));
              call.print("made as number " + call.serial());
            },
            t ->
                assertThat(t.atOnce(Collections.nCopies(12, get())))
                    .extracting(answer -> answer.field("Set-Cookie").orElse("none"))
                    .doesNotHaveDuplicates()
                    .doesNotContain("none")),
        Case.of(
            "L08",
            Origin.CPDOS,
            "those who waited for a page that failed do not fail with it",
            call -> {
              pause(50);
              if (call.serial() == 1) {
                throw new IllegalStateException("failed once");
              }
              call.print("the page");
            },
            t -> {
              List<Answer> answers = t.atOnce(Collections.nCopies(12, get()));
              assertThat(answers.stream().filter(a -> a.status() == 500)).hasSizeLessThan(2);
              assertThat(answers.stream().filter(a -> a.body().equals("the page")))
                  .hasSizeGreaterThan(10);
            }),
        Case.of(
                "L09",
                Origin.LIMITS,
                "more pages being made than the rule allows: 503 with Retry-After, not stored",
                call -> {
                  pause(call.parameter("id").equals("nothing") ? 0 : 400);
                  call.print("page " + call.parameter("id"));
                },
                t -> {
                  List<Message> requests = new ArrayList<>();
                  for (int i = 0; i < FLOOD; i++) {
                    requests.add(get().query("id=" + i));
                  }
                  List<Answer> answers = t.atOnce(requests);
                  for (int i = 0; i < FLOOD; i++) {
                    if (answers.get(i).status() == 503) {
                      assertThat(answers.get(i).has("Retry-After")).isTrue();
                    } else {
                      assertThat(answers.get(i).body()).isEqualTo("page " + i);
                    }
                  }
                  assertThat(answers.stream().filter(a -> a.status() == 503)).isNotEmpty();
                  for (int i = 0, tried = 0; i < FLOOD && tried < 2; i++) {
                    if (answers.get(i).status() == 503) {
                      t.victim(requests.get(i));
                      tried++;
                    }
                  }
                })
            .with("max-renderings", "2")
            .with("rendering-wait", "50ms"),
        Case.of(
            "L10",
            Origin.UNKEYED,
            "40 visitors at once, each with a header of their own",
            call -> {
              String who = call.header("X-Who");
              pause(10);
              call.print("for " + who + ".");
            },
            t -> {
              List<Message> requests = new ArrayList<>();
              for (int i = 0; i < 40; i++) {
                requests.add(i % 5 == 0 ? get() : get().with("X-Who", "number-" + i % 8));
              }
              List<Answer> answers = t.atOnce(requests);
              for (int i = 0; i < 40; i++) {
                String who = i % 5 == 0 ? "nothing" : "number-" + i % 8;
                assertThat(answers.get(i).body()).isEqualTo("for " + who + ".");
              }
            }),
        Case.of(
            "L11",
            Origin.LIMITS,
            "a slow page holds up no other",
            call -> {
              CountDownLatch latch = latch(call.request().getServletContext());
              boolean released = true;
              if (call.request().getPathInfo().equals("/slow")) {
                released = await(latch);
              } else {
                latch.countDown();
              }
              call.print("released " + released);
            },
            t -> {
              List<Answer> answers =
                  t.atOnce(List.of(get().to("/l11/slow"), get().to("/l11/slow"), get()));
              assertThat(answers).extracting(Answer::body).containsOnly("released true");
            }),
        Case.of(
            "L12",
            Origin.LIMITS,
            "a flood of pages that are not there",
            call -> call.response().sendError(404, "no " + call.request().getPathInfo()),
            t -> {
              for (int i = 0; i < FLOOD; i++) {
                t.page("" + i).ask(get());
                t.page("" + i).ask(get());
              }
              t.rendered(2 * FLOOD);
            }),
        Case.of(
            "L13",
            Origin.LIMITS,
            "a flood of cookies and headers that nobody reads",
            serial(),
            t -> {
              StringBuilder cookies = new StringBuilder("a=1");
              for (int i = 0; i < 100; i++) {
                cookies.append("; evil").append(i).append('=').append(i);
              }
              Message many = get().with("Cookie", cookies.toString());
              for (int i = 0; i < 40; i++) {
                many = many.with("X-Evil-" + i, "1");
              }
              t.isShared(many, get(), many.with("X-More", "1"));
            }),
        serialFlood());
  }

  private static Case serialFlood() {
    return Case.of(
        "L14",
        Origin.LIMITS,
        "pages that cannot be stored are not waited for",
        call -> {
          pause(20);
          call.response().setHeader("Cache-Control", "private");
          call.print("made as number " + call.serial());
        },
        t -> {
          List<Answer> answers = t.atOnce(Collections.nCopies(12, get()));
          assertThat(answers).extracting(Answer::body).doesNotHaveDuplicates();
          t.rendered(12);
        });
  }

  private static Message agent(int number) {
    return get().with("User-Agent", "agent-" + number);
  }

  private static synchronized CountDownLatch latch(ServletContext context) {
    if (!(context.getAttribute(LATCH) instanceof CountDownLatch)) {
      context.setAttribute(LATCH, new CountDownLatch(1));
    }
    return (CountDownLatch) context.getAttribute(LATCH);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(8, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
