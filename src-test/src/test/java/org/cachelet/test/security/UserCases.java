// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Logins, sessions, cookies. */
final class UserCases {
  /** Each visitor gets a page and a cookie of their own. */
  private static final Case.Script BEGINS_A_SESSION =
      t -> {
        for (int i = 1; i <= 3; i++) {
          Answer answer = t.ask(get());
          t.rendered(i);
          assertThat(answer.field("Set-Cookie").orElse("")).contains("JSESSIONID=");
        }
        assertThat(t.ask(get()).field("Set-Cookie")).isNotEqualTo(t.ask(get()).field("Set-Cookie"));
      };

  private UserCases() {}

  static List<Case> all() {
    return List.of(
        personal("U01", "an attribute of the session", call -> call.inSession(Front.USER)),
        personal("U02", "the remote user", call -> String.valueOf(call.request().getRemoteUser())),
        personal(
            "U03",
            "the principal",
            call -> {
              Principal principal = call.request().getUserPrincipal();
              return principal == null ? "nobody" : principal.getName();
            }),
        personal(
            "U04",
            "a role",
            call -> call.request().isUserInRole("alice-admin") ? "secrets of alice" : "no secrets"),
        personal(
            "U05",
            "whether the session is known",
            call -> String.valueOf(call.request().isRequestedSessionIdValid())),
        personal(
            "U06",
            "the names in the session",
            call -> {
              HttpSession session = call.request().getSession(false);
              return session == null
                  ? "none"
                  : Collections.list(session.getAttributeNames()).contains(Front.CSRF)
                      ? "logged in"
                      : "empty";
            }),
        Case.of(
            "U07",
            Origin.UNRELATED_COOKIES,
            "a private page while there are unrelated cookies",
            printing(call -> "hello " + call.inSession(Front.USER)),
            t -> {
              t.same(get().with("Cookie", "consent=1; JSESSIONID={alice}; theme=dark"));
              t.victim(get().with("Cookie", "consent=1; theme=dark"));
              t.victim(get().with("Cookie", "consent=1"));
              t.victim();
              t.same(get().with("Cookie", "consent=1; JSESSIONID={alice}; theme=dark"));
            }),
        Case.of(
            "U08",
            Origin.UNRELATED_COOKIES,
            "unrelated and ignored cookies keep no page apart that reads none",
            serial(),
            t ->
                t.isShared(
                    get().with("Cookie", "consent=1"),
                    get().with("Cookie", "_ga=GA1.2; theme=dark"),
                    get())),
        Case.of(
            "U09",
            Origin.LATE_SESSION,
            "a session that begins on each request",
            call -> {
              call.request().getSession().setAttribute("seen", "1");
              call.print("made as number " + call.serial());
            },
            BEGINS_A_SESSION),
        Case.of(
            "U10",
            Origin.LATE_SESSION,
            "a session that begins when the body is written already",
            call -> {
              call.print("made as number " + call.serial());
              call.request().getSession().setAttribute("seen", "1");
            },
            BEGINS_A_SESSION),
        Case.of(
            "U11",
            Origin.LATE_SESSION,
            "a session that is touched but was there before",
            call -> {
              HttpSession session = call.request().getSession(false);
              if (session != null) {
                session.setAttribute("seen", String.valueOf(call.serial()));
              }
              call.print("made for " + (session == null ? "all" : session.getAttribute("seen")));
            },
            t -> {
              t.ask(get().as("alice"));
              t.victim();
              t.isNotShared(get().as("alice"), get().as("bob"), get());
            }),
        Case.of(
            "U12",
            Origin.LATE_SESSION,
            "a session that changes its id",
            call -> {
              if (call.request().getSession(false) != null) {
                call.request().changeSessionId();
              }
              call.print("the page");
            },
            t -> {
              String id = t.server().session("alice-u12");
              t.ask(get().with("Cookie", "JSESSIONID=" + id));
              assertThat(t.victim().has("Set-Cookie")).isFalse();
              assertThat(t.ask(get().as("bob-u12")).body()).isEqualTo("the page");
            }),
        Case.of(
            "U13",
            Origin.READS,
            "a logout on the page",
            call -> {
              HttpSession session = call.request().getSession(false);
              if (session != null) {
                session.invalidate();
              }
              call.print(session == null ? "welcome" : "goodbye");
            },
            t -> {
              String id = t.server().session("alice-u13");
              t.ask(get());
              assertThat(t.ask(get().with("Cookie", "JSESSIONID=" + id)).body())
                  .isEqualTo("goodbye");
              assertThat(t.victim().body()).isEqualTo("welcome");
            }),
        Case.of(
            "U14",
            Origin.READS,
            "the id of a session that nobody knows",
            printing(call -> "asked for " + call.request().getRequestedSessionId()),
            t -> t.poison(get().with("Cookie", "JSESSIONID=evil"))),
        Case.of(
            "U15",
            Origin.STORING,
            "Authorization that the application reads",
            printing(call -> "for " + call.header("Authorization")),
            t -> t.poison(get().with("Authorization", "Bearer evil"))),
        Case.of(
            "U16",
            Origin.STORING,
            "credentials for a proxy",
            printing(call -> "for " + call.header("Proxy-Authorization")),
            t -> t.poison(get().with("Proxy-Authorization", "Basic evil"))),
        Case.of(
            "U17",
            Origin.READS,
            "the address of the client",
            printing(call -> call.request().getRemoteAddr() + " made as number " + call.serial()),
            t -> t.isNeverStored(get())),
        Case.of(
            "U18",
            Origin.READS,
            "the port of the client",
            printing(call -> "port " + call.request().getRemotePort()),
            t -> t.isNotShared(get(), get(), get())),
        Case.of(
            "U19",
            Origin.READS,
            "an attribute that a filter in front has set for this user",
            printing(call -> "token " + call.attribute(Front.CSRF)),
            t -> t.isPersonal(get())),
        Case.of(
            "U20",
            Origin.SUBREQUEST,
            "the user's name in an included part",
            call -> {
              if (call.request().getAttribute("jakarta.servlet.include.request_uri") != null) {
                call.print("hello " + call.inSession(Front.USER));
              } else {
                call.request()
                    .getRequestDispatcher("/u20/part")
                    .include(call.request(), call.response());
              }
            },
            t -> t.isPersonal(get())),
        Case.of(
            "U21",
            Origin.SUBREQUEST,
            "the user's name behind a forward",
            call -> {
              if (call.request().getPathInfo().equals("/target")) {
                call.print("hello " + call.inSession(Front.USER));
              } else {
                call.request()
                    .getRequestDispatcher("/u21/target")
                    .forward(call.request(), call.response());
              }
            },
            t -> t.isPersonal(get())),
        Case.of(
            "U22",
            Origin.READS,
            "the user's name after the request was made asynchronous",
            call -> {
              var async = call.request().startAsync();
              async.start(
                  () -> {
                    try {
                      call.print("hello " + call.inSession(Front.USER));
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    } finally {
                      async.complete();
                    }
                  });
            },
            t -> t.isPersonal(get())),
        Case.of(
            "U23",
            Origin.READS,
            "those who have nothing in the session share the page of those without one",
            printing(
                call ->
                    call.request().getSession().getAttribute("cart")
                        + " made as number "
                        + call.serial()),
            t -> t.isShared(get(), get().as("alice"), get().as("bob"))),
        Case.of(
            "U24",
            Origin.READS,
            "the certificate of the client",
            printing(
                call ->
                    call.attribute("jakarta.servlet.request.X509Certificate")
                        + call.request().getAuthType()
                        + call.inSession(Front.USER)),
            t -> t.isPersonal(get())),
        Case.of(
            "U25",
            Origin.READS,
            "a stored page of strangers, then logins, then strangers",
            printing(call -> "hello " + call.inSession(Front.USER)),
            t -> {
              for (int i = 0; i < 5; i++) {
                t.victim();
                t.same(get().as("alice"));
                t.victim(get().as("bob"));
                t.victim(get().with("Cookie", "JSESSIONID=of-nobody"));
              }
            }));
  }

  private static Case personal(String id, String text, Function<Call, String> read) {
    return Case.of(
        id,
        Origin.READS,
        text,
        printing(call -> "hello " + read.apply(call)),
        t -> t.isPersonal(get()));
  }
}
