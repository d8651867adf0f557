// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What selects one of several pages. */
final class VariantCases {
  private VariantCases() {}

  static List<Case> all() {
    return List.of(
        reflected("V01", "X-Forwarded-Host", "evil.example"),
        reflected("V02", "X-Forwarded-Proto", "evil"),
        reflected("V03", "X-Forwarded-Port", "6666"),
        reflected("V04", "X-Original-URL", "/evil"),
        reflected("V05", "X-Rewrite-URL", "/evil"),
        reflected("V06", "Forwarded", "host=evil.example;proto=https"),
        reflected("V07", "X-Host", "evil.example"),
        reflected("V08", "Origin", "https://evil.example"),
        reflected("V09", "Referer", "https://evil.example/"),
        reflected("V10", "User-Agent", "evil/1.0"),
        reflected("V11", "Accept", "text/evil"),
        reflected("V12", "X-Forwarded-For", "6.6.6.6"),
        Case.of(
            "V13",
            Origin.SUBREQUEST,
            "X-Forwarded-Prefix in an included part",
            call -> {
              if (call.request().getRequestURI().endsWith("part")
                  || call.request().getAttribute("jakarta.servlet.include.request_uri") != null) {
                call.print("prefix " + call.header("X-Forwarded-Prefix"));
              } else {
                call.print("page with ");
                call.request()
                    .getRequestDispatcher("/v13/part")
                    .include(call.request(), call.response());
              }
            },
            t -> t.poison(get().with("X-Forwarded-Prefix", "/evil"))),
        Case.of(
            "V14",
            Origin.SUBREQUEST,
            "X-Forwarded-Host behind a forward",
            call -> {
              if (call.request().getPathInfo().equals("/target")) {
                call.print("host " + call.header("X-Forwarded-Host"));
              } else {
                call.request()
                    .getRequestDispatcher("/v14/target")
                    .forward(call.request(), call.response());
              }
            },
            t -> t.poison(get().with("X-Forwarded-Host", "evil.example"))),
        Case.of(
            "V15",
            Origin.READS,
            "Accept-Language by the locale",
            printing(call -> "locale " + call.request().getLocale()),
            t ->
                t.poison(
                    get().with("Accept-Language", "evil"), get().with("Accept-Language", "de"))),
        Case.of(
            "V16",
            Origin.READS,
            "a cookie by value",
            printing(call -> "theme " + call.cookie("theme")),
            t ->
                t.poison(
                    get().with("Cookie", "theme=evil"),
                    get().with("Cookie", "other=1; theme=evil"),
                    get().with("Cookie", "theme=\"evil\""))),
        Case.of(
            "V17",
            Origin.READS,
            "all cookies as one header",
            printing(call -> "cookies " + call.header("Cookie")),
            t -> t.poison(get().with("Cookie", "x=evil"), get().with("cookie", "y=1; z=evil"))),
        Case.of(
            "V18",
            Origin.READS,
            "all headers by their names",
            printing(
                call ->
                    "names "
                        + Collections.list(call.request().getHeaderNames())
                            .toString()
                            .toLowerCase(Locale.ROOT)),
            t -> t.poison(get().with("X-Evil", "1"))),
        Case.of(
            "V19",
            Origin.READS,
            "a header in two lines",
            printing(call -> "all " + Collections.list(call.request().getHeaders("X-A"))),
            t -> {
              t.same(get().with("X-A", "1"));
              t.same(get().with("X-A", "1").with("X-A", "evil"));
              t.victim(get().with("X-A", "1"));
              t.same(get().with("X-A", "1, evil"));
              t.same(get().with("X-A", "evil").with("X-A", "1"));
              t.victim();
            }),
        Case.of(
            "V20",
            Origin.READS,
            "numbers and dates in headers",
            printing(
                call ->
                    call.request().getIntHeader("X-N") + " " + call.request().getDateHeader("X-D")),
            t ->
                t.poison(
                    get().with("X-N", "666"), get().with("X-D", "Sun, 06 Nov 1994 08:49:37 GMT"))),
        Case.of(
            "V21",
            Origin.VARY_ABSENT,
            "a header that is absent, and one that is empty",
            printing(call -> "absent " + (call.request().getHeader("X-Lang") == null)),
            t -> {
              t.same(get().with("X-Lang", ""));
              t.same(get());
              t.same(get().with("X-Lang", ""));
              t.page("b").same(get());
              t.page("b").same(get().with("X-Lang", ""));
            }),
        Case.of(
            "V22", Origin.VARY_ANY, "Vary: *", serial("Vary", "*"), t -> t.isNeverStored(get())),
        Case.of(
            "V23",
            Origin.VARY_ANY,
            "Vary: * behind other fields",
            serial("Vary", "Accept , *"),
            t -> t.isNeverStored(get())),
        Case.of(
            "V24",
            Origin.HONO,
            "Vary: Cookie without a read",
            serial("Vary", "Cookie"),
            t ->
                t.isNotShared(
                    get().with("Cookie", "user=alice"), get(), get().with("Cookie", "user=bob"))),
        Case.of(
            "V25",
            Origin.HONO,
            "Vary: Authorization without a read",
            serial("Vary", "authorization"),
            t ->
                t.isNotShared(
                    get().with("Authorization", "Basic YWxpY2U6"),
                    get(),
                    get().with("Authorization", "Basic Ym9iOg=="))),
        Case.of(
            "V26",
            Origin.STORING,
            "Vary in several lines, any case and any white space",
            call -> {
              call.response().addHeader("Vary", "accept");
              call.response().addHeader("Vary", "\tX-Hidden ,, ");
              call.print("made as number " + call.serial());
            },
            t ->
                t.isNotShared(
                    get().with("X-Hidden", "alice"), get(), get().with("Accept", "text/plain"))),
        Case.of(
            "V27",
            Origin.VARY_DROPPED,
            "Vary is sent to every visitor, also with a hit",
            call -> {
              call.response().setHeader("Vary", "X-Lang");
              call.print("lang " + call.header("X-Lang"));
            },
            t -> {
              t.poison(get().with("X-Lang", "evil"));
              for (String agent : List.of("Mozilla/4.0 (compatible; MSIE 6.0)", "curl/8")) {
                assertThat(t.victim(get().with("User-Agent", agent)).field("Vary").orElse(""))
                    .containsIgnoringCase("X-Lang");
              }
            }),
        Case.of(
            "V28",
            Origin.NEXT_JS,
            "an internal header that makes the application call the page public",
            call -> {
              if (!call.header("X-Now-Route-Matches").equals("nothing")) {
                call.response().setHeader("Cache-Control", "public, s-maxage=600");
                call.print("data of evil");
              } else {
                call.response().setHeader("Cache-Control", "private");
                call.print("page");
              }
            },
            t -> t.poison(get().with("X-Now-Route-Matches", "1"))),
        Case.of(
            "V29",
            Origin.READS,
            "headers are compared whole, not by their beginning",
            printing(call -> "agent " + call.header("User-Agent")),
            t -> {
              t.same(get().with("User-Agent", "a".repeat(2_000) + "evil"));
              t.victim(get().with("User-Agent", "a".repeat(2_000) + "1"));
              t.same(get().with("User-Agent", "a".repeat(2_000)));
              t.same(get().with("User-Agent", "A".repeat(2_000)));
            }),
        Case.of(
            "V30",
            Origin.READS,
            "reads on another thread",
            call -> {
              String[] read = new String[1];
              Thread reader = new Thread(() -> read[0] = call.header("X-Forwarded-Host"), "reader");
              reader.start();
              try {
                reader.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              call.print("host " + read[0]);
            },
            t -> t.poison(get().with("X-Forwarded-Host", "evil.example"))),
        Case.of(
            "V31",
            Origin.READS,
            "reads after the request was made asynchronous",
            call -> {
              var async = call.request().startAsync();
              async.start(
                  () -> {
                    try {
                      call.print("host " + call.header("X-Forwarded-Host"));
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    } finally {
                      async.complete();
                    }
                  });
            },
            t -> t.poison(get().with("X-Forwarded-Host", "evil.example"))),
        Case.of(
                "V32",
                Origin.UNKEYED,
                "X-Forwarded-Host from a proxy that is trusted, with a host that is not listed",
                printing(
                    call ->
                        "host " + call.header("X-Forwarded-Host") + call.request().getServerName()),
                t -> t.poison(get().with("X-Forwarded-Host", "evil.example")))
            .on(SiteKind.PROXIED),
        Case.of(
            "V33",
            Origin.READS,
            "a page that reads nothing is one for all",
            serial(),
            t ->
                t.isShared(
                    get(),
                    get().with("User-Agent", "a").with("Cookie", "a=1"),
                    get().as("alice"),
                    get().with("X-Forwarded-Host", "evil.example"))),
        Case.of(
            "V34",
            Origin.CONNECTION,
            "a header that was read, named in Connection",
            printing(call -> "host " + call.header("X-Forwarded-Host")),
            t ->
                t.poison(
                    get()
                        .with("Connection", "X-Forwarded-Host")
                        .with("X-Forwarded-Host", "evil.example"))));
  }

  private static Case reflected(String id, String header, String value) {
    return Case.of(
        id,
        Origin.UNKEYED,
        header + " in a link",
        printing(call -> "<a href=\"//" + call.header(header) + "/\">"),
        t -> t.poison(get().with(header, value)));
  }
}
