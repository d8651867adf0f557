// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.util.List;

/** Where messages begin and end. */
final class FramingCases {
  private static final Application TARGET =
      printing(
          call ->
              "page " + call.request().getRequestURI() + " of " + call.request().getServerName());
  private static final String SMUGGLED =
      "GET /evil HTTP/1.1\r\nHost: evil.site.test\r\nX-Ignore: x";

  private FramingCases() {}

  static List<Case> all() {
    return List.of(
        smuggling(
            "F01",
            "Content-Length and Transfer-Encoding",
            get().with("Content-Length", "5").with("Transfer-Encoding", "chunked"),
            "0\r\n\r\n" + SMUGGLED),
        smuggling(
            "F02",
            "Transfer-Encoding with a coding that nobody knows",
            get().with("Transfer-Encoding", "chunked, evil"),
            "0\r\n\r\n" + SMUGGLED),
        smuggling(
            "F03",
            "Transfer-Encoding that is not written as usual",
            get().with("Content-Length", "4").line("Transfer-Encoding : chunked"),
            "0\r\n\r\n" + SMUGGLED),
        smuggling(
            "F04",
            "two lengths",
            get().with("Content-Length", "0").with("Content-Length", "60"),
            SMUGGLED),
        smuggling("F05", "a length with a sign", get().with("Content-Length", "+60"), SMUGGLED),
        smuggling(
            "F06",
            "a chunk with a length that overflows",
            get().with("Transfer-Encoding", "chunked"),
            "fffffffff0\r\n" + SMUGGLED),
        smuggling(
            "F07",
            "a field line that goes on in the next line",
            get().line("X-Folded: a\r\n Transfer-Encoding: chunked"),
            ""),
        smuggling("F08", "a body that no field announces", get(), SMUGGLED),
        Case.of(
            "F09",
            Origin.SMUGGLING,
            "two requests in one packet get their own answers",
            TARGET,
            t -> {
              List<Answer> answers = t.pipelined(get().to("{page}/alice"), get());
              assertThat(answers.get(0).body()).contains("/alice");
              assertThat(answers.get(1).essence()).isEqualTo(t.victim().essence());
              answers = t.pipelined(get(), get().method("HEAD"), get());
              assertThat(answers.get(2).essence()).isEqualTo(answers.get(0).essence());
            }),
        Case.of(
            "F10",
            Origin.CONNECTION,
            "Connection names the cookies",
            printing(call -> "hello " + call.inSession(Front.USER)),
            t -> {
              t.same(get().as("alice").with("Connection", "Cookie"));
              t.victim();
              t.same(get().as("alice").with("Connection", "Cookie"));
            }),
        Case.of(
            "F11",
            Origin.CONNECTION,
            "Connection names Authorization and Host",
            serial(),
            t ->
                t.isNeverStored(
                    get()
                        .with("Authorization", "Basic YWxpY2U6")
                        .with("Connection", "close, authorization, Host"))),
        Case.of(
            "F12",
            Origin.CONNECTION,
            "the response's Connection names Set-Cookie and Cache-Control",
            call -> {
              call.response().setHeader("Connection", "Set-Cookie, Cache-Control");
              call.response().setHeader("Cache-Control", "private");
              call.response().addHeader("Set-Cookie", "id=alice");
              call.print("made as number " + call.serial());
            },
            t -> t.isNeverStored(get())),
        Case.of(
            "F13",
            Origin.STATUSES,
            "a body that is shorter than its length",
            call -> {
              call.response().setContentLength(100);
              call.print("made as number " + call.serial());
            },
            t -> t.isNeverStored(get().with("Connection", "close"))),
        Case.of(
            "F14",
            Origin.STATUSES,
            "a body that is longer than its length",
            call -> {
              call.response().setContentLength(15);
              call.print("made as number " + call.serial() + " alice");
            },
            t -> {
              t.ask(get());
              t.ask(get());
              t.rendered(2);
            }),
        Case.of(
            "F15",
            Origin.NEXT_JS,
            "a client that leaves while the page is made",
            call -> {
              try {
                Thread.sleep(call.serial() == 1 ? 150 : 0);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              call.print("a whole page " + "x".repeat(50_000) + " with an end");
            },
            t -> {
              try (RawConnection gone = new RawConnection(t.server().port())) {
                gone.send(t.server().filled(get(), t.page()).bytes());
                Thread.sleep(30);
                gone.abort();
              }
              Answer answer = t.ask(get());
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.body()).endsWith("with an end");
              assertThat(answer.whole()).isTrue();
            }),
        Case.of(
            "F16",
            Origin.STATUSES,
            "a client that leaves in the middle of a large answer",
            call -> {
              for (int i = 0; i < 200; i++) {
                call.print("line " + i + " " + "x".repeat(4_000));
              }
              call.print("the end");
            },
            t -> {
              try (RawConnection gone = new RawConnection(t.server().port())) {
                gone.send(t.server().filled(get(), t.page()).bytes());
                gone.abort();
              }
              assertThat(t.victim().body()).endsWith("the end");
              assertThat(t.victim().body()).endsWith("the end");
            }),
        Case.of(
            "F17",
            Origin.KEY,
            "HTTP/1.0 first, then HTTP/1.1 over a connection that stays open",
            TARGET,
            t -> {
              t.same(get().version("HTTP/1.0"));
              t.same(get().version("HTTP/1.0").with("Connection", "keep-alive"));
              t.victim();
              List<Answer> answers = t.inTurn(get(), get(), get());
              assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
            }),
        Case.of(
            "F18",
            Origin.VETOES,
            "fields behind the body",
            call -> {
              call.response().setHeader("Trailer", "X-User");
              call.response().setTrailerFields(() -> java.util.Map.of("X-User", "alice"));
              call.print("made as number " + call.serial());
            },
            t -> t.isNeverStored(get().with("TE", "trailers"))),
        Case.of(
            "F19",
            Origin.SMUGGLING,
            "lines that end with a line feed alone, or with a carriage return alone",
            printing(call -> "host " + call.header("X-Forwarded-Host")),
            t -> {
              t.ask(get().line("X-A: b\nX-Forwarded-Host: evil.example"));
              t.ask(get().line("X-A: b\rX-Forwarded-Host: evil.example"));
              t.ask(get().line("X-A: b\r\n\tX-Forwarded-Host: evil.example"));
              t.victim();
            }),
        Case.of(
            "F20",
            Origin.SMUGGLING,
            "bytes that are no HTTP, and other versions of it",
            TARGET,
            t -> {
              t.ask(get().version("HTTP/2.0"));
              t.ask(get().version("HTTP/1.2"));
              t.ask(get().version("EVIL/1.1"));
              raw(t, "\r\n\r\nGET " + t.page() + " HTTP/1.1\r\nHost: site.test\r\n\r\n");
              raw(t, "GET " + t.page() + "\r\n\r\n");
              raw(t, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
              t.victim();
            }),
        Case.of(
            "F21",
            Origin.STATUSES,
            "a page that is flushed in several parts",
            call -> {
              call.print("first of " + call.serial());
              call.response().flushBuffer();
              call.print(", last of " + call.serial());
            },
            t -> {
              for (int i = 0; i < 3; i++) {
                assertThat(t.ask(get()).body()).matches("first of (\\d+), last of \\1");
              }
            }));
  }

  /** Whatever follows the request is not part of the answers to others. */
  private static Case smuggling(String id, String text, Message request, String body) {
    return Case.of(
        id,
        Origin.SMUGGLING,
        text,
        TARGET,
        t -> {
          t.hangUpAfter(request.rawBody(body));
          t.hangUpAfter(request.rawBody(body).query("evil"));
          t.hangUpAfter(request.host("evil.site.test").rawBody(body));
          t.victim();
          t.victim();
        });
  }

  private static void raw(Trial t, String bytes) throws java.io.IOException {
    try (RawConnection connection = new RawConnection(t.server().port())) {
      connection.send(bytes.getBytes(ISO_8859_1));
      connection.read("GET");
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // the answer is no HTTP/1.1 either
    }
  }
}
