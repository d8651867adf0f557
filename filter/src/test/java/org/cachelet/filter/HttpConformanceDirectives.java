// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.cachelet.filter.HttpRow.row;
import static org.cachelet.filter.http.HttpProfile.RFC;
import static org.cachelet.filter.http.HttpProfile.SAFE;

import java.util.List;

/** Rows for RFC 9111 section 5: the directives of requests and responses, and old fields. */
final class HttpConformanceDirectives {
  private static final String FRESH = "Cache-Control: max-age=60";

  private HttpConformanceDirectives() {}

  static List<HttpRow> rows() {
    return java.util.stream.Stream.of(ofRequests(), ofResponses(), extensions(), fields())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HttpRow> ofRequests() {
    return List.of(
        row("5.2.1.1-01", "max-age of a request: no older response")
            .app(FRESH)
            .get()
            .made()
            .after(20)
            .get("Cache-Control: max-age=30")
            .hit()
            .after(20)
            .get("Cache-Control: max-age=30")
            .hitIn(SAFE),
        row("5.2.1.1-02", "max-age of a request: no stale response")
            .under("/stale")
            .app()
            .get()
            .made()
            .after(61)
            .get("Cache-Control: max-age=1000")
            .in(RFC, r -> r.made().text("#2"))
            .in(SAFE, r -> r.stale("#1")),
        row("5.2.1.2-01", "max-stale: a response that is stale for no longer")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .after(70)
            .get("Cache-Control: max-stale=20")
            .hitIn(RFC)
            .in(RFC, r -> r.text("#1")),
        row("5.2.1.2-02", "max-stale: not one that is stale for longer")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .after(70)
            .get("Cache-Control: max-stale=5")
            .made(),
        row("5.2.1.2-03", "max-stale without a number: any")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .after(1_000)
            .get("Cache-Control: max-stale")
            .hitIn(RFC),
        row("5.2.1.2-04", "max-stale is less than must-revalidate")
            .app("Cache-Control: max-age=60, must-revalidate", "ETag: \"a\"")
            .get()
            .made()
            .after(70)
            .get("Cache-Control: max-stale")
            .made(),
        row("5.2.1.3-01", "min-fresh: a response that will be fresh for a while")
            .app(FRESH)
            .get()
            .made()
            .after(20)
            .get("Cache-Control: min-fresh=30")
            .hit()
            .after(20)
            .get("Cache-Control: min-fresh=30")
            .hitIn(SAFE),
        row("5.2.1.4-01", "no-cache: a response of the application")
            .app(FRESH)
            .get()
            .made()
            .get("Cache-Control: no-cache")
            .hitIn(SAFE),
        row("5.2.1.4-02", "no-cache: the new response replaces the stored one")
            .only(RFC)
            .app(FRESH)
            .get()
            .made()
            .after(30)
            .get("Cache-Control: no-cache")
            .made()
            .get()
            .hit()
            .text("#2")
            .has("Age: 0"),
        row("5.2.1.4-03", "no-cache: the application is asked, and what it says is sent")
            .only(RFC)
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .validates("\"a\"")
            .get("Cache-Control: no-cache")
            .made()
            .status(200),
        row("5.2.1.5-01", "no-store: nothing of it is stored")
            .app(FRESH)
            .get("Cache-Control: no-store")
            .made()
            .get()
            .hitIn(SAFE),
        row("5.2.1.7-01", "only-if-cached: 504 when nothing is stored")
            .app(FRESH)
            .get("Cache-Control: only-if-cached")
            .in(RFC, r -> r.hit().status(504))
            .in(SAFE, r -> r.made().status(200)),
        row("5.2.1.7-02", "only-if-cached: what is stored")
            .app(FRESH)
            .get()
            .made()
            .get("Cache-Control: only-if-cached")
            .hit()
            .status(200),
        row("5.2.1-01", "names have no case, and there may be several")
            .app(FRESH)
            .get()
            .made()
            .get("Cache-Control: foo, NO-Cache")
            .hitIn(SAFE),
        row("5.2.1-02", "unknown directives of requests are ignored")
            .app(FRESH)
            .get()
            .made()
            .get("Cache-Control: foo, bar=\"no-cache\"")
            .hit(),
        row("5.2.1-03", "the application gets the directives")
            .app()
            .reads("Cache-Control")
            .get("Cache-Control: no-transform, foo")
            .made()
            .shows("Cache-Control", "no-transform, foo"));
  }

  private static List<HttpRow> ofResponses() {
    return java.util.stream.Stream.of(restrictions(), permissions()).flatMap(List::stream).toList();
  }

  private static List<HttpRow> restrictions() {
    return List.of(
        row("5.2.2.2-01", "must-revalidate: fresh ones are served")
            .app("Cache-Control: max-age=60, must-revalidate")
            .get()
            .made()
            .after(59)
            .get()
            .hit()
            .after(1)
            .get()
            .made(),
        row("5.2.2.2-02", "must-revalidate: validated ones are served")
            .app("Cache-Control: max-age=60, must-revalidate", "ETag: \"a\"")
            .get()
            .made()
            .after(60)
            .validates("\"a\"")
            .get()
            .made()
            .text("#1")
            .get()
            .hit()
            .text("#1"),
        row("5.2.2.3-01", "must-understand: no-store beside it does not count")
            .app("Cache-Control: must-understand, no-store, max-age=60")
            .get()
            .made()
            .get()
            .hitIn(RFC),
        row("5.2.2.3-02", "must-understand: an unknown status is not stored")
            .app(299, "Cache-Control: must-understand, max-age=60")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.3-03", "must-understand: a known status is stored")
            .app("Cache-Control: must-understand, max-age=60")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2.2.4-01", "no-cache: the application is asked each time")
            .app("Cache-Control: no-cache, max-age=60", "ETag: \"a\"")
            .get()
            .made()
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.4-02", "no-cache: what was validated is served")
            .only(RFC)
            .app("Cache-Control: no-cache", "ETag: \"a\"")
            .reads("If-None-Match")
            .get()
            .made()
            .validates("\"a\"")
            .get()
            .made()
            .shows("If-None-Match", "\"a\"")
            .status(200)
            .text("#1")
            .get()
            .made()
            .text("#1"),
        row("5.2.2.4-03", "no-cache with names: not these fields without asking")
            .app("Cache-Control: no-cache=\"X-Own\", max-age=60", "X-Own: 1")
            .get()
            .made()
            .get()
            .step(run -> run.requireMadeOrWithout("X-Own")),
        row("5.2.2.4-04", "no-cache with a ttl of the rule: the application is asked each time")
            .under("/ttl")
            .app("Cache-Control: no-cache")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.5-01", "no-store with a lifetime and a ttl")
            .under("/ttl")
            .app("Cache-Control: max-age=60, no-store")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.5-02", "no-store in a line of its own")
            .app("Cache-Control: max-age=60", "Cache-Control: no-store")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.5-03", "no-store in any case")
            .app("Cache-Control: max-age=60, No-STORE")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.5-04", "no-store later: the old response is not used any more")
            .app("Cache-Control: max-age=60", "ETag: \"a\"")
            .get()
            .made()
            .after(60)
            .app("Cache-Control: no-store")
            .get()
            .made()
            .text("#2")
            .get()
            .made()
            .text("#3"),
        row("5.2.2.6-01", "no-transform: the body stays as it is")
            .app("Cache-Control: max-age=60, no-transform", "Content-Type: text/plain")
            .body("x".repeat(5_000))
            .get("Accept-Encoding: gzip")
            .made()
            .lacks("Content-Encoding")
            .get("Accept-Encoding: gzip")
            .hit()
            .lacks("Content-Encoding")
            .text("x".repeat(5_000)),
        row("5.2.2.7-01", "private")
            .app("Cache-Control: private, max-age=60")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.7-02", "private with names: not these fields")
            .app("Cache-Control: private=\"X-Own\", max-age=60", "X-Own: 1")
            .get()
            .made()
            .get()
            .step(run -> run.requireMadeOrWithout("X-Own")),
        row("5.2.2.7-03", "private in any case, with any space")
            .app("Cache-Control: max-age=60 ,\tPRIVATE")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.2.7-04", "private with a ttl of the rule")
            .under("/ttl")
            .app("Cache-Control: private")
            .get()
            .made()
            .get()
            .made());
  }

  private static List<HttpRow> permissions() {
    return List.of(
        row("5.2.2.9-01", "public with a lifetime")
            .app("Cache-Control: public, max-age=60")
            .get()
            .made()
            .after(59)
            .get()
            .hit(),
        row("5.2.2.10-01", "s-maxage goes before Expires")
            .app("Cache-Control: s-maxage=60", "Expires: {5}")
            .get()
            .made()
            .after(59)
            .get()
            .hit(),
        row("5.2.2.10-02", "s-maxage is not shortened by the rule")
            .under("/ttl")
            .app("Cache-Control: s-maxage=600")
            .get()
            .made()
            .after(599)
            .get()
            .hit(),
        row("5.2-01", "names have no case")
            .app("Cache-Control: Max-AGE=60")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2-02", "directives are passed on as they came")
            .app("Cache-Control: max-age=60,  Foo=\"a, b\"", "Cache-Control: public")
            .get()
            .made()
            .get()
            .hit()
            .has("Cache-Control: max-age=60,  Foo=\"a, b\"", "Cache-Control: public"));
  }

  private static List<HttpRow> extensions() {
    return List.of(
        row("5.2.3-01", "unknown directives are ignored")
            .app("Cache-Control: max-age=60, foo, private-ish, x=1")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2.3-02", "what is quoted is no directive")
            .app("Cache-Control: ext=\"x, no-store, private\", max-age=60")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2.3-03", "an escaped quote ends nothing")
            .app("Cache-Control: ext=\"x\\\", no-store\", max-age=60")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2.3-04", "empty members are nothing")
            .app("Cache-Control: ,, max-age=60 ,,")
            .get()
            .made()
            .get()
            .hit(),
        row("5.2.3-05", "a quote that never ends hides nothing")
            .app("Cache-Control: max-age=60, ext=\"x, private")
            .get()
            .made()
            .get()
            .made(),
        row("5.2.3-06", "private with an unknown extension is private")
            .app("Cache-Control: private, community=\"UCI\", max-age=60")
            .get()
            .made()
            .get()
            .made());
  }

  private static List<HttpRow> fields() {
    return List.of(
        row("5.3-01", "Expires of 0 is in the past").app("Expires: 0").get().made().get().made(),
        row("5.3-02", "Expires that cannot be read is in the past")
            .app("Expires: in a minute")
            .get()
            .made()
            .get()
            .made(),
        row("5.3-03", "Expires in the form of RFC 850")
            .app("Expires: {850:60}")
            .get()
            .made()
            .after(59)
            .get()
            .hit()
            .after(1)
            .get()
            .made(),
        row("5.3-04", "Expires in the form of asctime")
            .app("Expires: {asctime:60}")
            .get()
            .made()
            .after(59)
            .get()
            .hit()
            .after(1)
            .get()
            .made(),
        row("5.3-05", "Expires in the past").app("Expires: {-1}").get().made().get().made(),
        row("5.3-06", "Expires in the past is not lengthened by the rule")
            .under("/ttl")
            .app("Expires: 0")
            .get()
            .made()
            .get()
            .made(),
        row("5.3-07", "Expires is passed on")
            .app("Expires: {60}")
            .get()
            .made()
            .after(9)
            .get()
            .hit()
            .has("Expires: {60}"),
        row("5.3-08", "Expires far ahead")
            .app("Expires: Fri, 31 Dec 9999 23:59:59 GMT")
            .get()
            .made()
            .after(86_400)
            .get()
            .hit(),
        row("5.4-01", "Pragma beside Cache-Control says nothing")
            .app(FRESH, "Pragma: no-cache")
            .get()
            .made()
            .get()
            .hit(),
        row("5.4-02", "Pragma of a request says nothing")
            .app(FRESH)
            .get()
            .made()
            .get("Pragma: no-cache")
            .hit(),
        row("5.4-03", "Pragma of a response alone")
            .under("/ttl")
            .app("Pragma: no-cache")
            .get()
            .made()
            .get()
            .hitIn(RFC),
        row("5.5-01", "no Warning is made")
            .under("/stale")
            .app()
            .get()
            .made()
            .after(60)
            .get()
            .stale("#1")
            .lacks("Warning"));
  }
}
