// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.cachelet.filter.HttpRow.row;
import static org.cachelet.filter.http.HttpProfile.RFC;

import java.util.List;

/** Rows for RFC 9110 sections 13.1.5, 14 and 15.3.7: parts of stored responses. */
final class HttpConformanceRanges {
  private static final String FRESH = "Cache-Control: max-age=60";
  private static final String TAG = "ETag: \"a\"";
  private static final String DIGITS = "0123456789";

  private HttpConformanceRanges() {}

  static List<HttpRow> rows() {
    return java.util.stream.Stream.of(conditions(), parts(), misses())
        .flatMap(List::stream)
        .toList();
  }

  private static HttpRow stored(String id, String title) {
    return row(id, title).app(FRESH, TAG, "Last-Modified: {-1000}").body(DIGITS).get().made();
  }

  private static List<HttpRow> conditions() {
    return List.of(
        stored("13.1.5-01", "If-Range that holds: the part")
            .get("Range: bytes=0-1", "If-Range: \"a\"")
            .hit()
            .status(206)
            .text("01"),
        stored("13.1.5-02", "If-Range that does not: the page")
            .get("Range: bytes=0-1", "If-Range: \"b\"")
            .hit()
            .status(200)
            .text(DIGITS),
        row("13.1.5-03", "If-Range compares strongly: a weak tag never holds")
            .app(FRESH, "ETag: W/\"a\"")
            .body(DIGITS)
            .get()
            .made()
            .get("Range: bytes=0-1", "If-Range: W/\"a\"")
            .hit()
            .status(200),
        stored("13.1.5-04", "If-Range with the exact date: the part")
            .get("Range: bytes=0-1", "If-Range: {-1000}")
            .hit()
            .status(206),
        stored("13.1.5-05", "with another date, be it later: the page")
            .get("Range: bytes=0-1", "If-Range: {-999}")
            .hit()
            .status(200)
            .get("Range: bytes=0-1", "If-Range: {-1001}")
            .hit()
            .status(200),
        stored("13.1.5-06", "If-Range without Range says nothing")
            .get("If-Range: \"b\"")
            .hit()
            .status(200)
            .text(DIGITS),
        stored("13.1.5-07", "If-Range that is nonsense: the page")
            .get("Range: bytes=0-1", "If-Range: a")
            .hit()
            .status(200),
        stored("13.2.2-01", "If-None-Match goes before Range")
            .get("Range: bytes=0-1", "If-None-Match: \"a\"")
            .hit()
            .status(304)
            .get("Range: bytes=0-1", "If-None-Match: \"b\"")
            .hit()
            .status(206));
  }

  private static List<HttpRow> parts() {
    return List.of(
        stored("14.2-01", "a part from the start")
            .get("Range: bytes=0-4")
            .hit()
            .status(206)
            .text("01234")
            .has("Content-Range: bytes 0-4/10", "Content-Length: 5", TAG, "Age: 0", FRESH),
        stored("14.2-02", "a part from the middle to the end")
            .get("Range: bytes=7-")
            .hit()
            .status(206)
            .text("789")
            .has("Content-Range: bytes 7-9/10"),
        stored("14.2-03", "the last bytes")
            .get("Range: bytes=-3")
            .hit()
            .status(206)
            .text("789")
            .has("Content-Range: bytes 7-9/10"),
        stored("14.2-04", "more than there is")
            .get("Range: bytes=8-99")
            .hit()
            .status(206)
            .text("89")
            .has("Content-Range: bytes 8-9/10")
            .get("Range: bytes=-99")
            .hit()
            .status(206)
            .text(DIGITS),
        stored("14.2-05", "an unknown unit says nothing")
            .get("Range: pages=0-1")
            .hit()
            .status(200)
            .text(DIGITS),
        stored("14.2-06", "a range that breaks the grammar says nothing")
            .get("Range: bytes=4-2")
            .hit()
            .status(200)
            .get("Range: bytes=")
            .hit()
            .status(200)
            .get("Range: bytes=a-b")
            .hit()
            .status(200)
            .get("Range: bytes 0-1")
            .hit()
            .status(200)
            .get("Range: bytes=-")
            .hit()
            .status(200),
        stored("14.2-07", "HEAD has no parts")
            .head("Range: bytes=0-1")
            .hit()
            .status(200)
            .has("Content-Length: 10"),
        stored("14.2-08", "a part of another method is for the application")
            .send("POST", "Range: bytes=0-1")
            .made()
            .status(200),
        stored("14.2-09", "the unit has no case")
            .get("Range: Bytes=0-1")
            .hit()
            .status(206)
            .text("01"),
        stored("14.2-10", "a great many overlapping ranges are not a burden")
            .get("Range: bytes=" + "0-9,".repeat(400) + "0-9")
            .hit()
            .status(200, 206, 416)
            .step(run -> run.requireAtMost(2_000)),
        row("14.2-11", "parts of a compressed body are parts of what is sent")
            .app(FRESH, TAG, "Content-Type: text/plain")
            .body("x".repeat(5_000))
            .get()
            .made()
            .get("Accept-Encoding: gzip", "Range: bytes=0-1")
            .hit()
            .status(200, 206)
            .step(HttpRowRun::requireConsistentPart),
        stored("14.3-01", "Accept-Ranges says that there are parts")
            .get()
            .hit()
            .has("Accept-Ranges: bytes"),
        stored("14.4-01", "416 says how long the page is")
            .get("Range: bytes=10-")
            .hit()
            .status(416)
            .has("Content-Range: bytes */10"),
        stored("14.4-02", "the last zero bytes cannot be had")
            .get("Range: bytes=-0")
            .hit()
            .status(416)
            .has("Content-Range: bytes */10"),
        stored("14.6-01", "several parts are one message")
            .get("Range: bytes=0-1,8-")
            .hit()
            .status(206)
            .lacks("Content-Range")
            .holds("Content-Type", "multipart/byteranges; boundary=")
            .step(run -> run.requireParts("bytes 0-1/10", "01", "bytes 8-9/10", "89")),
        stored("14.6-02", "one of several that can be had is a part")
            .get("Range: bytes=0-1,20-30")
            .hit()
            .status(206)
            .step(run -> run.requireBytes("01")),
        stored("15.3.7-01", "206 has the fields of the page")
            .get("Range: bytes=0-1")
            .hit()
            .status(206)
            .has(FRESH, TAG)
            .get("Range: bytes=0-1", "If-Range: \"a\"")
            .hit()
            .status(206)
            .has(FRESH, TAG),
        stored("15.3.7-02", "a stale page is not cut up")
            .after(60)
            .app(FRESH, "ETag: \"b\"")
            .body("9876543210")
            .get("Range: bytes=0-1")
            .made()
            .status(206)
            .text("98")
            .has("ETag: \"b\""),
        stored("15.3.7-03", "what the cache validated is cut up")
            .after(60)
            .validates("\"a\"")
            .get("Range: bytes=0-1")
            .made()
            .status(206)
            .text("01"));
  }

  private static List<HttpRow> misses() {
    return List.of(
        row("14.2-12", "the part of a page that is not stored is cut out of the whole")
            .app(FRESH, TAG)
            .body(DIGITS)
            .reads("Range")
            .get("Range: bytes=0-1")
            .made()
            .shows("Range", "")
            .status(206)
            .text("01")
            .get()
            .hit()
            .text(DIGITS),
        row("14.2-13", "a page that is not stored at all may be sent whole")
            .app()
            .body(DIGITS)
            .get("Range: bytes=0-1")
            .made()
            .status(200, 206),
        row("14.2-14", "parts are of 200 alone")
            .only(RFC)
            .app(404, FRESH)
            .body(DIGITS)
            .get()
            .made()
            .get("Range: bytes=0-1")
            .hit()
            .status(404)
            .text(DIGITS));
  }
}
