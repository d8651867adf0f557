// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.cachelet.test.security.Application.printing;
import static org.cachelet.test.security.Application.serial;
import static org.cachelet.test.security.Message.get;

import java.util.List;

/** Paths that are understood in several ways. */
final class PathCases {
  private static final Application ACCOUNT =
      printing(call -> "account of " + call.inSession(Front.USER));
  private static final Application URI =
      printing(call -> "links begin with " + call.request().getRequestURI());

  private PathCases() {}

  static List<Case> all() {
    return List.of(
        deception("P01", "the suffix of a static file", "{page}/x.css"),
        deception("P02", "a path parameter with the suffix of a static file", "{page};x.css"),
        deception("P03", "an encoded slash", "{page}%2fx.css"),
        deception("P04", "an encoded backslash", "{page}%5cx.css"),
        deception("P05", "an encoded zero octet", "{page}%00.css"),
        deception("P06", "an encoded semicolon", "{page}%3bx.css"),
        deception("P07", "an encoded fragment", "{page}%23x.css"),
        deception("P08", "an encoded question mark", "{page}%3fx.css"),
        deception("P09", "an encoded percent sign", "{page}%252fx.css"),
        deception("P10", "encoded control characters", "{page}%0ax.css"),
        deception("P11", "dot segments below a folder of static files", "/static/..{page}"),
        deception("P12", "encoded dot segments", "/static/%2e%2e{page}"),
        deception("P13", "an encoded slash in dot segments", "/static/..%2f{page}"),
        deception("P14", "two slashes", "/{page}"),
        deception("P15", "a raw backslash", "{page}\\x.css"),
        deception("P16", "a dot segment inside", "/.{page}"),
        sessionId("P17", "the id of a session in the path", "{page};jsessionid={alice}"),
        sessionId("P18", "the id of a session in the path, encoded", "{page}%3bjsessionid={alice}"),
        reflected("P19", "a path parameter that comes back", "{page};evil"),
        reflected("P20", "dot segments that come back", "/evil/..{page}", "{page}/evil/.."),
        reflected("P21", "two slashes that come back", "//evil.example/..{page}", "/{page}"),
        reflected(
            "P22",
            "letters that need no encoding",
            "/%70" + "22/a?evil",
            "{page}%2e?evil",
            "/p%322/a"),
        Case.of(
            "P23",
            Origin.PATHS,
            "suspicious paths are never stored",
            serial(),
            t -> {
              for (String path : List.of("{page};a", "{page}//x", "{page}/%7E", "{page}/./x")) {
                int before = t.server().renderings(t.one());
                Answer first = t.ask(get().to(path));
                if (first.status() == 200) { // else the container refused it
                  t.ask(get().to(path));
                  t.rendered(before + 2);
                }
              }
            }),
        Case.of(
            "P24",
            Origin.DECEPTION,
            "a page with a suffix is stored by what it reads as all others",
            printing(call -> "made as number " + call.serial()),
            t -> {
              t.isShared(get().to("{page}.css"), get().to("{page}.css").as("alice"));
              t.isShared(get().to("{page}/x.css").as("alice"), get().to("{page}/x.css"));
            }),
        reflected(
            "P25",
            "octets that are no ASCII or no UTF-8",
            "{page}\u00e9vil",
            "{page}%ffevil",
            "{page}%c0%ae"),
        Case.of(
            "P26",
            Origin.SMUGGLING,
            "white space and control octets in the target",
            URI,
            t ->
                t.poison(
                    get().to("{page}\tevil"),
                    get().to("{page}\u0000evil"),
                    get().to("{page} evil"))));
  }

  /** A user is led to an address; a stranger asks for it after that. */
  private static Case deception(String id, String text, String target) {
    return Case.of(
        id,
        Origin.DECEPTION,
        text,
        ACCOUNT,
        t -> {
          Message link = get().to(target);
          t.same(link.as("alice"));
          t.victim(link);
          t.victim(link.as("bob"));
          t.victim();
          t.same(link.as("alice"));
        });
  }

  private static Case sessionId(String id, String text, String target) {
    return Case.of(
        id,
        Origin.JSESSIONID,
        text,
        ACCOUNT,
        t -> {
          t.ask(get().to(target));
          t.victim();
          t.victim(get().to(target.replace("{alice}", "nobody")));
          t.victim();
        });
  }

  private static Case reflected(String id, String text, String... targets) {
    return Case.of(
        id,
        Origin.PATHS,
        text,
        URI,
        t -> {
          for (String target : targets) {
            t.ask(get().to(target));
          }
          t.victim();
          for (String target : targets) {
            t.same(get().to(target));
          }
          t.victim();
        });
  }
}
