// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.cachelet.filter.HttpRow.row;
import static org.cachelet.filter.http.HttpProfile.RFC;

import java.util.List;

/** Rows for RFC 9110, but for ranges. */
final class HttpConformanceSemantics {
  private static final String FRESH = "Cache-Control: max-age=60";
  private static final String LONG = "x".repeat(5_000);
  private static final String TEXT = "Content-Type: text/plain";

  private HttpConformanceSemantics() {}

  static List<HttpRow> rows() {
    return java.util.stream.Stream.of(representations(), methods(), conditions(), statuses())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HttpRow> representations() {
    return List.of(
        row("6.6.1-01", "Date stays as it was")
            .app(FRESH, "Date: {-5}")
            .get()
            .made()
            .has("Date: {-5}")
            .after(9)
            .get()
            .hit()
            .has("Date: {-5}"),
        row("6.6.1-02", "without Date the time when it came is Date")
            .app(FRESH)
            .get()
            .made()
            .after(9)
            .get()
            .hit()
            .has("Date: {0}"),
        row("8.3-01", "Content-Type is passed on")
            .app(FRESH, "Content-Type: application/x-own;a=b")
            .get()
            .made()
            .get()
            .hit()
            .has("Content-Type: application/x-own;a=b"),
        row("8.4-01", "a body that the application encoded is passed on as it is")
            .app(FRESH, "Content-Encoding: br", "Vary: Accept-Encoding", TEXT)
            .body(LONG)
            .get("Accept-Encoding: br")
            .made()
            .get("Accept-Encoding: br")
            .hit()
            .has("Content-Encoding: br")
            .text(LONG),
        row("8.4-02", "its other codings are responses of their own")
            .app(FRESH, "Content-Encoding: br", "Vary: Accept-Encoding", "ETag: \"br\"")
            .get("Accept-Encoding: br")
            .made()
            .app(FRESH, "Content-Encoding: zstd", "Vary: Accept-Encoding", "ETag: \"zstd\"")
            .get("Accept-Encoding: zstd")
            .made()
            .app(FRESH, "Vary: Accept-Encoding", "ETag: \"plain\"")
            .get()
            .made()
            .get("Accept-Encoding: br")
            .hit()
            .has("ETag: \"br\"", "Content-Encoding: br")
            .get("Accept-Encoding: zstd")
            .hit()
            .has("ETag: \"zstd\"", "Content-Encoding: zstd")
            .get()
            .hit()
            .has("ETag: \"plain\"")
            .lacks("Content-Encoding"),
        row("8.4-03", "an encoded body without Vary")
            .app(FRESH, "Content-Encoding: br")
            .get("Accept-Encoding: br")
            .made()
            .get("Accept-Encoding: br")
            .hitIn(RFC),
        row("8.6-01", "Content-Length is that of the body")
            .app(FRESH)
            .get()
            .made()
            .get()
            .hit()
            .has("Content-Length: 2"),
        row("8.7-01", "Content-Location is passed on, also by 304")
            .app(FRESH, "Content-Location: /x", "ETag: \"a\"")
            .get()
            .made()
            .get()
            .hit()
            .has("Content-Location: /x")
            .get("If-None-Match: \"a\"")
            .hit()
            .status(304)
            .has("Content-Location: /x"),
        row("8.8.2-01", "Last-Modified is passed on")
            .app(FRESH, "Last-Modified: {-10}")
            .get()
            .made()
            .get()
            .hit()
            .has("Last-Modified: {-10}"),
        row("8.8.3-01", "ETag is passed on")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .has("ETag: \"a\"")
            .get()
            .hit()
            .has("ETag: \"a\""),
        row("8.8.3-02", "a strong ETag differs between codings")
            .app(FRESH, "ETag: \"a\"", TEXT)
            .body(LONG)
            .get()
            .made()
            .has("ETag: \"a\"")
            .get("Accept-Encoding: gzip")
            .hit()
            .has("ETag: \"a-gzip\"", "Content-Encoding: gzip"),
        row("8.8.3-03", "a weak one need not")
            .app(FRESH, "ETag: W/\"a\"", TEXT)
            .body(LONG)
            .get()
            .made()
            .get("Accept-Encoding: gzip")
            .hit()
            .has("ETag: W/\"a\"", "Content-Encoding: gzip"),
        row("8.8.3.2-01", "If-None-Match compares weakly")
            .app(FRESH, "ETag: W/\"a\"")
            .get()
            .made()
            .get("If-None-Match: \"a\"")
            .hit()
            .status(304),
        row("12.5.3-01", "who accepts gzip gets it, with Vary")
            .app(FRESH, TEXT)
            .body(LONG)
            .get()
            .made()
            .lacks("Content-Encoding")
            .has("Vary: Accept-Encoding")
            .get("Accept-Encoding: gzip")
            .hit()
            .has("Content-Encoding: gzip", "Vary: Accept-Encoding"),
        row("12.5.3-02", "not with a weight of zero")
            .app(FRESH, TEXT)
            .body(LONG)
            .get("Accept-Encoding: gzip;q=0, br")
            .made()
            .lacks("Content-Encoding")
            .get("Accept-Encoding: gzip; q=0.000")
            .hit()
            .lacks("Content-Encoding")
            .text(LONG),
        row("12.5.3-03", "who accepts identity alone gets that")
            .app(FRESH, TEXT)
            .body(LONG)
            .get("Accept-Encoding: identity")
            .made()
            .lacks("Content-Encoding")
            .get("Accept-Encoding:")
            .hit()
            .lacks("Content-Encoding"),
        row("12.5.5-01", "Vary of the application is added to")
            .app(FRESH, TEXT, "Vary: X-V")
            .body(LONG)
            .get()
            .made()
            .get()
            .hit()
            .has("Vary: X-V", "Vary: Accept-Encoding"));
  }

  private static List<HttpRow> methods() {
    return List.of(
        row("9.3.1-01", "a GET with content goes past the cache")
            .app(FRESH)
            .get()
            .made()
            .get("body=x")
            .made()
            .get()
            .hit()
            .text("#1"),
        row("9.3.2-01", "HEAD is answered from a stored GET")
            .app(FRESH, "ETag: \"a\"", "X-Own: 1")
            .get()
            .made()
            .head()
            .hit()
            .text("")
            .has("Content-Length: 2", "ETag: \"a\"", "X-Own: 1", "Age: 0"),
        row("9.3.2-02", "HEAD that comes first has no body, and GET has")
            .app(FRESH)
            .head()
            .made()
            .text("")
            .get()
            .status(200)
            .step(HttpRowRun::requireBody),
        row("9.3.2-03", "HEAD for what is not stored has no body")
            .app()
            .head()
            .made()
            .text("")
            .status(200),
        row("9.3.3-01", "POST with Content-Location is not stored for GET either")
            .app(FRESH, "Content-Location: /9.3.3-01")
            .send("POST")
            .made()
            .get()
            .made(),
        row("9.3.7-01", "OPTIONS is not stored")
            .app(FRESH)
            .send("OPTIONS")
            .made()
            .send("OPTIONS")
            .made()
            .get()
            .made());
  }

  private static List<HttpRow> conditions() {
    return List.of(
        row("13.1.1-01", "If-Match that holds is for the application, too")
            .app(FRESH, "ETag: \"a\"")
            .reads("If-Match")
            .get()
            .made()
            .get("If-Match: \"a\"")
            .made()
            .shows("If-Match", "\"a\""),
        row("13.1.2-01", "tags that break the grammar match nothing")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .get("If-None-Match: a")
            .hit()
            .status(200)
            .get("If-None-Match: \"a")
            .hit()
            .status(200),
        row("13.1.2-02", "case counts")
            .app(FRESH, "ETag: \"a\"")
            .get()
            .made()
            .get("If-None-Match: \"A\"")
            .hit()
            .status(200)
            .get("If-None-Match: w/\"a\"")
            .hit()
            .status(200),
        row("13.1.2-03", "the condition of another method is for the application")
            .app(FRESH, "ETag: \"a\"")
            .reads("If-None-Match")
            .get()
            .made()
            .send("PUT", "If-None-Match: *")
            .made()
            .shows("If-None-Match", "*"),
        row("13.1.2-04", "each coding has its tag")
            .app(FRESH, "ETag: \"a\"", TEXT)
            .body(LONG)
            .get()
            .made()
            .get("Accept-Encoding: gzip", "If-None-Match: \"a-gzip\"")
            .hit()
            .status(304)
            .get("If-None-Match: \"a-gzip\"")
            .hit()
            .status(200),
        row("13.1.3-01", "If-Modified-Since beside If-None-Match does not count")
            .app(FRESH, "ETag: \"a\"", "Last-Modified: {-10}")
            .get()
            .made()
            .get("If-None-Match: \"b\"", "If-Modified-Since: {0}")
            .hit()
            .status(200)
            .get("If-None-Match: \"a\"", "If-Modified-Since: {-20}")
            .hit()
            .status(304),
        row("13.1.3-02", "a date that is none does not count")
            .app(FRESH, "Last-Modified: {-10}")
            .get()
            .made()
            .get("If-Modified-Since: today")
            .hit()
            .status(200),
        row("13.1.3-03", "dates in old forms count")
            .app(FRESH, "Last-Modified: {-10}")
            .get()
            .made()
            .get("If-Modified-Since: {850:-10}")
            .hit()
            .status(304)
            .get("If-Modified-Since: {asctime:-10}")
            .hit()
            .status(304),
        row("13.1.3-04", "HEAD has conditions, too")
            .app(FRESH, "Last-Modified: {-10}")
            .get()
            .made()
            .head("If-Modified-Since: {-10}")
            .hit()
            .status(304),
        row("13.2.1-01", "conditions do not count where the answer is no 2xx")
            .only(RFC)
            .app(404, FRESH, "ETag: \"a\"")
            .get()
            .made()
            .get("If-None-Match: \"a\"")
            .hit()
            .status(404));
  }

  private static List<HttpRow> statuses() {
    return List.of(
        row("15.2-01", "100 passes")
            .app(FRESH)
            .script(
                (request, response, body) -> {
                  request.getInputStream().readAllBytes();
                  response.getOutputStream().print(body);
                })
            .send("POST", "Expect: 100-continue", "body=x")
            .made()
            .status(200)
            .step(run -> run.requireInterim(100)),
        row("15.4-01", "301 without a lifetime")
            .app(301, "Location: /x", "Last-Modified: {-1000}")
            .get()
            .made()
            .after(50)
            .get()
            .hitIn(RFC)
            .status(301),
        row("15.4-02", "308 with a lifetime")
            .app(308, "Location: /x", FRESH)
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .has("Location: /x"),
        row("15.4.5-01", "304 has the fields that the page would have had")
            .app(
                FRESH,
                "ETag: \"a\"",
                "Vary: X-V",
                "Expires: {60}",
                "Content-Location: /x",
                "Date: {0}")
            .get()
            .made()
            .after(9)
            .get("If-None-Match: \"a\"")
            .hit()
            .status(304)
            .has(
                FRESH,
                "ETag: \"a\"",
                "Vary: X-V",
                "Expires: {60}",
                "Content-Location: /x",
                "Date: {0}",
                "Age: 9"),
        row("15.4.5-02", "304 has no others of the representation")
            .app(FRESH, "ETag: \"a\"", "Last-Modified: {-10}", "Content-Language: de")
            .get()
            .made()
            .get("If-None-Match: \"a\"")
            .hit()
            .status(304)
            .lacks("Content-Language", "Last-Modified", "Content-Encoding")
            .text(""),
        row("15.4.5-03", "304 without ETag has Last-Modified")
            .under("/ttl")
            .app("Last-Modified: {-10}")
            .get()
            .made()
            .get("If-Modified-Since: {-10}")
            .hit()
            .status(304)
            .step(run -> run.requireOneOf("ETag", "Last-Modified")),
        row("15.5.5-01", "404 without a lifetime").app(404).get().made().get().made(),
        row("15.6-01", "5xx without a lifetime, but with a ttl of the rule")
            .under("/ttl")
            .app(500)
            .get()
            .made()
            .app()
            .get()
            .made()
            .status(200));
  }
}
