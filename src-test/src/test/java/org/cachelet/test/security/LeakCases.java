// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;

/** What pages tell that nobody should know. */
final class LeakCases {
  private LeakCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "X01",
            Origin.POISONING,
            "nothing is told of the cache, neither with a miss nor with a hit",
            printing(call -> "the page"),
            t -> {
              for (int i = 0; i < 3; i++) {
                for (String name : List.of("Cache-Status", "X-Cache", "X-Cache-Hits", "Via")) {
                  assertThat(t.victim().has(name)).as(name).isFalse();
                }
              }
              t.rendered(1);
            }),
        Case.of(
            "X02",
            Origin.NO_SWITCH,
            "headers that make other caches show their keys",
            serial(),
            t -> {
              Message curious =
                  get()
                      .with("Pragma", "akamai-x-get-cache-key, akamai-x-cache-on")
                      .with("X-Cache-Debug", "1")
                      .with("Fastly-Debug", "1")
                      .with("X-Cachelet-Debug", "on")
                      .with("Cache-Status", "on");
              t.ask(get());
              assertThat(t.ask(curious).text())
                  .doesNotContainIgnoringCase("cachelet", "page1", "fwd=");
              assertThat(t.ask(curious).has("Cache-Status")).isFalse();
              t.isShared(curious.query("b"), get().query("b"));
            }),
        Case.of(
            "X03",
            Origin.TOKENS,
            "a token against forgery, from the session",
            printing(call -> "<input name=_csrf value=" + call.inSession(Front.CSRF) + ">"),
            t -> t.isPersonal(get())),
        Case.of(
            "X04",
            Origin.TOKENS,
            "a token against forgery that begins a session",
            call -> {
              var session = call.request().getSession();
              String token = UUID.randomUUID().toString();
              session.setAttribute("token", token);
              call.print("<input name=_csrf value=" + token + ">");
            },
            t -> t.isNotShared(get(), get(), get().with("Cookie", "a=1"))),
        Case.of(
            "X05",
            Origin.TOKENS,
            "a nonce that a filter in front has made, in the body",
            printing(call -> "<script nonce=" + call.attribute(Front.NONCE) + ">"),
            t -> t.isNotShared(get(), get(), get())),
        Case.of(
            "X06",
            Origin.TOKENS,
            "a nonce that the application has made, in Content-Security-Policy and body",
            call -> {
              String nonce = UUID.randomUUID().toString();
              call.response()
                  .setHeader("Content-Security-Policy", "script-src 'NONCE-" + nonce + "'");
              call.print("<script nonce=" + nonce + ">");
            },
            t -> t.isNotShared(get(), get(), get())),
        Case.of(
            "X07",
            Origin.TOKENS,
            "a nonce in Content-Security-Policy-Report-Only",
            call -> {
              String nonce = UUID.randomUUID().toString();
              call.response()
                  .addHeader(
                      "Content-Security-Policy-Report-Only", "script-src 'nonce-" + nonce + "'");
              call.print("<script nonce=" + nonce + ">");
            },
            t -> t.isNotShared(get(), get(), get())),
        Case.of(
            "X08",
            Origin.TOKENS,
            "the id of the session in the body",
            printing(
                call -> {
                  var session = call.request().getSession(false);
                  return "id " + (session == null ? "none" : session.getId());
                }),
            t -> {
              t.isNotShared(get().as("alice"), get(), get().as("bob"));
              t.victim();
              t.page("b").victim();
              t.page("b").isNotShared(get().as("alice"), get(), get().as("bob"));
            }),
        Case.of(
            "X09",
            Origin.JSESSIONID,
            "links that are encoded for a visitor whose session is in the path",
            printing(call -> "<a href=" + call.response().encodeURL("/next") + ">"),
            t -> {
              t.ask(get().to("{page};jsessionid={alice}"));
              assertThat(t.victim().body()).doesNotContain("jsessionid");
              t.ask(get().as("alice"));
              assertThat(t.victim(get().as("bob")).body()).doesNotContain("jsessionid");
              assertThat(t.victim().body()).isEqualTo("<a href=/next>");
            }),
        Case.of(
            "X10",
            Origin.LATE_SESSION,
            "links that are encoded for a session that has just begun",
            call -> {
              call.request().getSession().setAttribute("cart", "1");
              call.print(
                  "<a href="
                      + call.response().encodeURL("/next")
                      + "><a href="
                      + call.response().encodeRedirectURL("/then")
                      + ">"
                      + call.serial());
            },
            t -> t.isNotShared(get(), get(), get())),
        unread("X11", "the user's name", "alice", call -> call.print(Front.currentUser())),
        unread(
            "X12",
            "the user's name, escaped for HTML",
            "alice & <co>",
            call ->
                call.print(
                    Front.currentUser()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;"))),
        unread(
            "X13",
            "the user's name, escaped for URLs",
            "alice & co",
            call -> call.print("/user?name=" + encoded(Front.currentUser()))),
        unread(
            "X14",
            "the user's name, escaped for scripts",
            "alice's <co>",
            call ->
                call.print(
                    Front.currentUser()
                        .replace("'", "\\u0027")
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e"))),
        unread(
            "X15",
            "the id of the session",
            "alice",
            call -> call.print("<a href=/next?sid=" + Front.currentSession() + ">")),
        unread(
            "X16",
            "a token against forgery",
            "alice",
            call -> call.print("<input name=_csrf value='" + Front.currentToken() + "'>")),
        unread(
            "X17",
            "the user's name in a field of the response",
            "alice",
            call -> {
              call.response().setHeader("X-User", Front.currentUser());
              call.print("the page");
            }),
        Case.of(
            "X18",
            Origin.MARKERS,
            "text that looks like instructions is printed as it came",
            printing(call -> "you said " + call.parameter("text")),
            t -> {
              for (String text :
                  List.of(
                      "<esi:include src='/login?user=evil'/>",
                      "<!--esi <esi:include src='/x18/evil'/> -->",
                      "<!--#include virtual='/x18/evil' -->",
                      "<cache:hole path='/x18/evil'/>",
                      "<!--cachelet:hole /x18/evil-->",
                      "\u0001hole\u0001${7*7}#{7*7}")) {
                Message message = get().query("text=" + encoded(text));
                assertThat(t.same(message).body()).isEqualTo("you said " + text);
                assertThat(t.same(message).body()).isEqualTo("you said " + text);
              }
            }),
        Case.of(
            "X19",
            Origin.MARKERS,
            "Surrogate-Control from the application's visitors",
            printing(call -> "you can " + call.header("Surrogate-Capability")),
            t -> t.poison(get().with("Surrogate-Capability", "evil=\"ESI/1.0\""))),
        Case.of(
            "X20",
            Origin.FIELDS,
            "the id of a request, which a filter in front sets in the response",
            serial(),
            t -> {
              Answer first = t.ask(get());
              Answer second = t.ask(get());
              assertThat(second.body()).isEqualTo(first.body());
              assertThat(second.field("X-Request-Id"))
                  .isPresent()
                  .isNotEqualTo(first.field("X-Request-Id"));
              assertThat(second.lines().stream().filter(l -> l.startsWith("X-Request-Id")))
                  .hasSize(1);
            }),
        Case.of(
            "X21",
            Origin.POISONING,
            "validators tell nothing of what others asked for",
            printing(call -> "hello " + call.inSession(Front.USER)),
            t -> {
              Answer alice = t.ask(get().as("alice"));
              String tag = alice.field("ETag").orElse("\"alice\"");
              assertThat(t.victim(get().with("If-None-Match", tag)).status()).isEqualTo(200);
              assertThat(t.victim(get().as("bob").with("If-None-Match", tag)).status())
                  .isEqualTo(200);
            }));
  }

  /** Something of the user's that the page has from elsewhere than the request. */
  private static Case unread(String id, String text, String user, Application application) {
    return Case.of(
        id,
        Origin.TOKENS,
        text + ", which the page has from a thread local",
        application,
        t -> {
          Message request = get().as(encoded(user));
          t.ask(request);
          t.victim();
          t.ask(request);
          t.victim();
        });
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
