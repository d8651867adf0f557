// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Message.get;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters that caches and applications take apart in different ways. */
final class QueryCases {
  private static final Application ID = printing(call -> "id " + call.parameter("id"));
  private static final Application QUERY =
      printing(call -> "query " + call.request().getQueryString());

  private QueryCases() {}

  static List<Case> all() {
    return List.of(
        ignored(
            "Q01",
            "an ignored parameter, read by name",
            printing(call -> "from " + call.parameter("utm_source")),
            "utm_source=evil"),
        ignored(
            "Q02",
            "an ignored parameter in the query as text",
            printing(call -> "query " + call.request().getQueryString()),
            "utm_source=evil"),
        ignored(
            "Q03",
            "an ignored parameter in the map and in the names",
            printing(
                call ->
                    text(call.request().getParameterMap())
                        + Collections.list(call.request().getParameterNames())),
            "fbclid=evil"),
        ignored(
            "Q04",
            "an ignored parameter whose name is encoded",
            printing(call -> "from " + call.parameter("utm_source")),
            "utm%5fsource=evil"),
        ignored(
            "Q05",
            "an ignored parameter that looks like an array",
            printing(call -> Arrays.toString(call.request().getParameterValues("utm_[]"))),
            "utm_[]=evil&utm_[]=evil"),
        Case.of(
            "Q06",
            Origin.CLOAKING,
            "a parameter behind a semicolon in an ignored one",
            printing(call -> "callback " + callback(call.request().getQueryString())),
            t ->
                t.poison(
                    get().query("utm_content=x;callback=evil"),
                    get().query("utm_content=x&fbclid=1;callback=evil"))),
        Case.of(
            "Q07",
            Origin.CLOAKING,
            "an encoded ampersand in an ignored parameter",
            printing(
                call -> {
                  String query = call.request().getQueryString();
                  return "all " + (query == null ? "" : URLDecoder.decode(query, UTF_8));
                }),
            t -> {
              t.ask(get().query("utm_content=x%26callback=evil"));
              t.victim();
              t.victim();
            }),
        poisoning("Q08", "a parameter twice", ID, "id=1&id=evil", "id=evil&id=1"),
        Case.of(
            "Q09",
            Origin.KEY_WHOLE,
            "the order of a parameter that is there twice",
            ID,
            t -> {
              t.same(get().query("id=evil&id=1"));
              t.victim(get().query("id=1&id=evil"));
              t.same(get().query("id=evil&id=1"));
            }),
        Case.of(
            "Q10",
            Origin.KEY,
            "the order of different parameters keeps no page apart",
            printing(call -> call.parameter("a") + call.parameter("b") + call.serial()),
            t ->
                t.isShared(
                    get().query("a=1&b=2"), get().query("b=2&a=1"), get().query("a=1&&b=2"))),
        poisoning("Q11", "names with brackets", ID, "id[]=evil", "id[evil]=1", "id.evil=1"),
        poisoning("Q12", "a name that is encoded", ID, "%69d=evil", "i%64=evil"),
        Case.of(
            "Q13",
            Origin.KEY_TEXT,
            "spaces, plus signs and their encodings",
            ID,
            t -> {
              for (String id : List.of("a+b", "a%20b", "a%2Bb", "a%2bb", "a%252Bb", "ab")) {
                t.same(get().query("id=" + id));
              }
            }),
        poisoning("Q14", "zero and control octets", ID, "id=%00evil", "id=1%0d%0aevil:1", "id=%00"),
        Case.of(
            "Q15",
            Origin.VARY_ABSENT,
            "a parameter that is absent, empty, or without a value",
            printing(
                call -> "id " + call.parameter("id") + (call.request().getParameter("id") == null)),
            t -> {
              for (String query : List.of("id=", "id", "id=&id=", "x=1", "=", "id==")) {
                t.same(get().query(query));
              }
              t.victim();
            }),
        poisoning(
            "Q16", "percent signs that encode nothing", ID, "id=%zzevil", "id=%", "id=%u0065"),
        poisoning(
            "Q17", "question marks in the query", ID, "id=1?id=evil", "?id=evil", "x?&id=evil"),
        Case.of(
            "Q18",
            Origin.SMUGGLING,
            "a fragment in the target",
            QUERY,
            t ->
                t.poison(
                    get().to("{page}#evil"), get().to("{page}?a#evil"), get().to("{page}#?evil"))),
        Case.of(
            "Q19",
            Origin.CLOAKING,
            "GET with a form in its body",
            ID,
            t -> t.poison(get().form("id=evil"))),
        Case.of(
            "Q20",
            Origin.CLOAKING,
            "GET with a form in chunks",
            ID,
            t ->
                t.poison(
                    get()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Transfer-Encoding", "chunked")
                        .rawBody("7\r\nid=evil\r\n0\r\n\r\n"))),
        Case.of(
            "Q21",
            Origin.CLOAKING,
            "a body that the application reads as a stream",
            printing(
                call -> {
                  try {
                    return "body "
                        + new String(call.request().getInputStream().readAllBytes(), UTF_8);
                  } catch (java.io.IOException e) {
                    return "no body";
                  }
                }),
            t -> t.poison(get().with("Content-Length", "4").rawBody("evil"))),
        poisoning("Q22", "separators of others", ID, "a=1;id=evil", "a=1%26id=evil", "a=1,id=evil"),
        poisoning(
            "Q23", "octets that are no UTF-8", ID, "id=%C0%AFevil", "id=%ffevil", "id=%ed%a0%80"),
        poisoning(
            "Q24",
            "an ignored parameter in capital letters",
            printing(call -> "from " + call.parameter("UTM_SOURCE")),
            "UTM_SOURCE=evil"),
        poisoning(
            "Q25",
            "the name of the function of JSONP",
            printing(call -> call.parameter("callback") + "({})"),
            "callback=evil",
            "callback=evil&utm_x=1",
            "utm_x=1&callback=evil"),
        poisoning(
            "Q26",
            "an ignored name that goes on encoded",
            printing(call -> text(call.request().getParameterMap())),
            "fbclid%3Devil=1",
            "fbclid%26evil=1",
            "fbclid%00=evil",
            "fbclid =evil".replace(" ", "%20")),
        Case.of(
            "Q27",
            Origin.HIDDEN,
            "pages are shared in spite of ignored parameters",
            printing(call -> "made as number " + call.serial()),
            t ->
                t.isShared(
                    get(), get().query("utm_source=mail"), get().query("fbclid=1&utm_medium=x"))),
        Case.of(
            "Q28",
            Origin.LIMITS,
            "2,000 parameters",
            printing(call -> "count " + call.request().getParameterMap().size()),
            t -> {
              t.poison(get().query("evil=1" + "&a=".repeat(1_500)));
              assertThat(t.victim().body()).isEqualTo("count 0");
            }));
  }

  private static Case ignored(String id, String text, Application application, String query) {
    return Case.of(
        id,
        Origin.HIDDEN,
        text,
        application,
        t -> {
          t.ask(get().query(query));
          t.victim();
          t.victim();
          Trial later = t.page("b");
          later.victim();
          later.ask(get().query(query));
          later.victim();
        });
  }

  private static Case poisoning(
      String id, String text, Application application, String... queries) {
    return Case.of(
        id,
        Origin.CLOAKING,
        text,
        application,
        t -> {
          for (String query : queries) {
            t.ask(get().query(query));
          }
          t.victim();
          t.victim(get().query("id=1"));
          for (String query : queries) {
            t.same(get().query(query));
          }
          t.victim();
        });
  }

  /** Takes a query apart at semicolons too, as some frameworks do. */
  private static String callback(@Nullable String query) {
    return query == null
        ? "none"
        : Arrays.stream(query.split("[;&]"))
            .filter(part -> part.startsWith("callback="))
            .findFirst()
            .orElse("none");
  }

  private static String text(Map<String, String[]> map) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Arrays.toString(entry.getValue()))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
