// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.util.List;

/** Hosts, ports, schemes, encodings: what makes an address. */
final class KeyCases {
  private static final Application SERVER_NAME =
      printing(call -> "<script src=//" + call.request().getServerName() + "/x.js>");
  private static final Application URI =
      printing(call -> "this is " + call.request().getRequestURI());
  private static final Application PATH =
      printing(call -> "this is " + call.request().getPathInfo());

  private KeyCases() {}

  static List<Case> all() {
    return List.of(
        Case.of(
            "K01",
            Origin.KEY,
            "another host that pages are cached for",
            SERVER_NAME,
            t -> t.poison(get().host("evil.site.test"))),
        Case.of(
            "K02",
            Origin.UNKEYED,
            "a host that pages are not cached for",
            SERVER_NAME,
            t -> t.poison(get().host("evil.example"))),
        Case.of(
            "K03",
            Origin.CLOAKING,
            "another port in Host",
            printing(call -> "port " + call.request().getServerPort()),
            t -> t.poison(get().host("site.test:6666"))),
        Case.of(
            "K04",
            Origin.KEY,
            "a host in capital letters, which the application prints as it was sent",
            printing(call -> "host " + call.header("Host")),
            t -> t.poison(get().host("SITE.test"), get().host("Site.Test:80"))),
        Case.of(
            "K05",
            Origin.KEY,
            "a host with a dot at its end",
            SERVER_NAME,
            t -> t.poison(get().host("site.test."))),
        Case.of(
            "K06",
            Origin.SMUGGLING,
            "no host, in HTTP/1.0",
            SERVER_NAME,
            t -> {
              t.ask(get().withoutHost().version("HTTP/1.0"));
              t.victim();
            }),
        Case.of(
            "K07",
            Origin.SMUGGLING,
            "two Host lines, either first",
            SERVER_NAME,
            t ->
                t.poison(
                    get().with("Host", "evil.site.test"),
                    get().host("evil.site.test").with("Host", "site.test"))),
        Case.of(
            "K08",
            Origin.PATHS,
            "an absolute target with another host than Host",
            SERVER_NAME,
            t -> t.poison(get().to("http://evil.site.test{page}"))),
        Case.of(
            "K09",
            Origin.PATHS,
            "an absolute target with a host that is not listed, and the reverse",
            SERVER_NAME,
            t ->
                t.poison(
                    get().to("http://evil.example{page}"),
                    get().to("http://site.test{page}").host("evil.example"))),
        Case.of(
            "K10",
            Origin.KEY,
            "an absolute target with a user, and with another scheme",
            printing(call -> "at " + call.request().getRequestURL()),
            t ->
                t.poison(
                    get().to("http://evil@site.test{page}"), get().to("https://site.test{page}"))),
        Case.of(
            "K11",
            Origin.KEY_TEXT,
            "a path that holds what is a query elsewhere",
            printing(
                call -> call.request().getPathInfo() + " and " + call.request().getQueryString()),
            t -> {
              t.ask(get().to("{page}%3Fid=evil"));
              t.ask(get().to("{page}?id=evil"));
              t.victim();
              t.same(get().to("{page}%3Fid=evil"));
              t.same(get().to("{page}?id=evil"));
            }),
        Case.of(
            "K12",
            Origin.KEY_TEXT,
            "letters that Unicode normalisation makes the same",
            URI,
            t -> {
              t.same(get().to("{page}/caf%C3%A9"));
              t.same(get().to("{page}/cafe%CC%81"));
              t.same(get().to("{page}/%E2%84%AA"));
              t.same(get().to("{page}/K"));
            }),
        Case.of(
            "K13",
            Origin.KEY,
            "capital letters in the path",
            PATH,
            t -> {
              t.same(get().to("{page}/Page"));
              t.same(get().to("{page}/page"));
              t.same(get().to("{page}/PAGE"));
            }),
        Case.of(
            "K14",
            Origin.KEY,
            "a slash at the end",
            URI,
            t -> {
              t.same(get().to("{page}/"));
              t.same(get());
              t.same(get().to("{page}/"));
            }),
        Case.of(
            "K15",
            Origin.KEY_TEXT,
            "names and values that look like parts of a key",
            printing(call -> "query " + call.request().getQueryString()),
            t -> {
              for (String query : List.of("k-=", "k45=", "k=-", "4:k45=", "k%2D=", "%20-", "+-")) {
                t.same(get().query(query));
              }
              t.victim();
              t.same(get().query("k45="));
            }),
        Case.of(
            "K16",
            Origin.LIMITS,
            "an address of more than 4,096 characters",
            serial(),
            t -> t.isNeverStored(get().query("id=" + "x".repeat(4_100)))),
        Case.of(
            "K17",
            Origin.KEY_WHOLE,
            "long addresses that differ in their last character",
            printing(call -> "last " + call.parameter("last")),
            t -> {
              String long4000 = "pad=" + "x".repeat(3_900) + "&last=";
              t.same(get().query(long4000 + "evil"));
              t.victim(get().query(long4000 + "1"));
              t.same(get().query(long4000 + "2"));
            }),
        Case.of(
            "K18",
            Origin.VARY_ABSENT,
            "no query and an empty one",
            printing(call -> "query " + (call.request().getQueryString() == null)),
            t -> {
              t.same(get().to("{page}?"));
              t.same(get());
              t.same(get().to("{page}?"));
            }),
        Case.of(
            "K19",
            Origin.KEY_TEXT,
            "the same octets in capital and small hexadecimal digits",
            URI,
            t -> {
              t.same(get().to("{page}/%c3%a9"));
              t.same(get().to("{page}/%C3%A9"));
              t.same(get().to("{page}/%c3%A9"));
            }),
        Case.of(
            "K20",
            Origin.KEY_TEXT,
            "a host that runs into the path, a path that runs into the query",
            printing(call -> call.request().getServerName() + call.request().getRequestURI()),
            t -> {
              t.same(get().host("a.site.test"));
              t.same(get().host("aa.site.test").to("{page}"));
              t.same(get().host("a.site.test").to("{page}a"));
              t.victim();
            }),
        Case.of(
            "K21",
            Origin.KEY,
            "hosts that are cached apart each have their own page",
            serial(),
            t -> {
              t.isShared(get().host("one.site.test"), get().host("one.site.test"));
              t.isShared(get().host("two.site.test"), get().host("two.site.test"));
              assertThat(t.ask(get().host("one.site.test")).body()).endsWith(" 1");
            }));
  }
}
