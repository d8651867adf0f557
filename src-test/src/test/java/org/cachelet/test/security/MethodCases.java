// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.util.List;

/** Other methods than GET. */
final class MethodCases {
  private static final Application METHOD =
      printing(call -> "method " + call.request().getMethod());
  private static final Application OVERRIDDEN =
      call -> {
        if (call.header("X-HTTP-Method-Override").equals("nothing")
            && call.header("X-HTTP-Method").equals("nothing")
            && call.parameter("_method").equals("nothing")) {
          call.print("the page");
        } else {
          call.response().sendError(405, "evil method");
        }
      };

  /** A page that changes: reading shows how often it was made, POST may fail. */
  private static final Application CHANGING =
      call -> {
        if (call.request().getMethod().equals("POST")) {
          call.response().setStatus(call.parameter("fail").equals("1") ? 403 : 200);
          if (!call.parameter("location").equals("nothing")) {
            call.response().setStatus(201);
            call.response().setHeader("Location", call.parameter("location"));
          }
        } else {
          call.print("made as number " + call.serial());
        }
      };

  private MethodCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "M01",
            Origin.CLOAKING,
            "POST whose form comes back",
            printing(call -> "id " + call.parameter("id")),
            t -> t.poison(get().method("POST").form("id=evil"))),
        Case.of(
            "M02",
            Origin.CPDOS,
            "a method override in a header",
            OVERRIDDEN,
            t ->
                t.poison(
                    get().with("X-HTTP-Method-Override", "POST"),
                    get().with("X-HTTP-Method", "PUT"))),
        Case.of(
            "M03",
            Origin.CPDOS,
            "a method override in a parameter or a form",
            OVERRIDDEN,
            t -> t.poison(get().query("_method=DELETE"), get().form("_method=DELETE"))),
        Case.of(
            "M04",
            Origin.STORING,
            "HEAD first, then GET",
            printing(call -> "the whole page"),
            t -> {
              t.ask(get().method("HEAD"));
              assertThat(t.victim().body()).isEqualTo("the whole page");
              t.page("b").ask(get().method("HEAD").with("X-Evil", "1"));
              assertThat(t.page("b").victim().body()).isEqualTo("the whole page");
            }),
        Case.of(
            "M05",
            Origin.STORING,
            "HEAD of a stored page has its length and no body",
            printing(call -> "made"),
            t -> {
              t.victim();
              Answer head = t.victim(get().method("HEAD"));
              assertThat(head.field("Content-Length")).hasValue("4");
              assertThat(t.inTurn(get().method("HEAD"), get()).get(1).body()).isEqualTo("made");
            }),
        reflected("M06", "OPTIONS", "OPTIONS"),
        Case.of(
            "M07",
            Origin.CLOAKING,
            "TRACE that sends the request back",
            printing(call -> call.request().getMethod() + call.header("X-Evil")),
            t -> t.poison(get().method("TRACE").with("X-Evil", "evil"))),
        Case.of(
            "M08",
            Origin.NO_SWITCH,
            "PURGE, BAN and REFRESH reach the application and purge nothing",
            call ->
                call.print(
                    call.request().getMethod().equals("GET")
                        ? "made as number " + call.serial()
                        : "no such method " + call.serial()),
            t -> {
              String first = t.ask(get()).body();
              for (String method : List.of("PURGE", "BAN", "REFRESH", "INVALIDATE")) {
                assertThat(t.ask(get().method(method).with("X-Purge", "all")).body())
                    .startsWith("no such method");
              }
              assertThat(first).isEqualTo("made as number 1");
            }),
        reflected("M09", "a method that nobody knows", "EVIL"),
        reflected("M10", "a method in small letters", "get"),
        reflected("M11", "a method that begins like GET", "GETEVIL"),
        Case.of(
            "M12",
            Origin.STORING,
            "POST that succeeds makes the page anew",
            CHANGING,
            t -> {
              assertThat(t.ask(get()).body()).endsWith(" 1");
              t.ask(get().method("POST").form("x=1"));
              assertThat(t.ask(get()).body()).endsWith(" 3");
              t.isShared(get().query("other"), get().query("other"));
            }),
        Case.of(
            "M13",
            Origin.STORING,
            "POST that is refused makes nothing anew",
            CHANGING,
            t -> {
              t.ask(get());
              assertThat(t.ask(get().method("POST").form("fail=1")).status()).isEqualTo(403);
              assertThat(t.ask(get()).body()).endsWith(" 1");
            }),
        Case.of(
            "M14",
            Origin.STORING,
            "POST whose Location is of another origin makes nothing anew there",
            CHANGING,
            t -> {
              Trial other = t.page("b");
              other.ask(get());
              String location = "http%3A%2F%2Fevil.example" + other.page().replace("/", "%2F");
              assertThat(t.ask(get().method("POST").form("location=" + location)).status())
                  .isEqualTo(201);
              assertThat(other.ask(get()).body()).endsWith(" 1");
            }),
        Case.of(
            "M15",
            Origin.STORING,
            "POST at one host makes nothing anew at another",
            CHANGING,
            t -> {
              t.ask(get());
              assertThat(t.ask(get().host("evil.site.test").method("POST").form("x=1")).status())
                  .isEqualTo(200);
              assertThat(t.ask(get()).body()).endsWith(" 1");
            }),
        Case.of(
            "M16",
            Origin.STORING,
            "answers to POST are not stored, whatever they say",
            serial("Cache-Control", "public, max-age=600"),
            t -> t.isNeverStored(get().method("POST").form("x=1"))),
        Case.of(
            "M17",
            Origin.CLOAKING,
            "HEAD with other headers than the GET after it",
            printing(call -> "link " + call.header("X-Forwarded-Host")),
            t -> t.poison(get().method("HEAD").with("X-Forwarded-Host", "evil.example"))));
  }

  private static Case reflected(String id, String text, String method) {
    return Case.of(
        id,
        Origin.CLOAKING,
        text + ", first or second",
        METHOD,
        t -> t.poison(get().method(method)));
  }
}
