// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.cachelet.filter.HttpRow.row;
import static org.cachelet.filter.http.HttpProfile.RFC;

import java.util.List;

/** Rows for RFC 9111 section 3, storing. */
final class HttpConformanceStoring {
  private static final String LOGIN = "Authorization: Basic eDp5";

  private HttpConformanceStoring() {}

  static List<HttpRow> rows() {
    return List.of(
        row("3-01", "an answer to GET with a lifetime is stored")
            .app("Cache-Control: max-age=60")
            .get()
            .made()
            .text("#1")
            .get()
            .hit()
            .text("#1"),
        row("3-02", "an answer to POST is not stored")
            .app("Cache-Control: max-age=60")
            .send("POST")
            .made()
            .send("POST")
            .made()
            .get()
            .made(),
        row("3-03", "an answer to an unknown method is not stored")
            .app("Cache-Control: max-age=60")
            .send("BREW")
            .made()
            .send("BREW")
            .made()
            .get()
            .made(),
        row("3-04", "without a lifetime nothing is stored").app().get().made().get().made(),
        row("3-05", "404 with a lifetime")
            .app(404, "Cache-Control: max-age=60")
            .get()
            .made()
            .status(404)
            .after(5)
            .get()
            .hitIn(RFC)
            .status(404),
        row("3-06", "500 with a lifetime")
            .app(500, "Cache-Control: max-age=60")
            .get()
            .made()
            .status(500)
            .get()
            .hitIn(RFC)
            .status(500),
        row("3-07", "302 with a lifetime")
            .app(302, "Cache-Control: max-age=60", "Location: /elsewhere")
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .status(302)
            .has("Location: /elsewhere"),
        row("3-08", "an unknown final status with a lifetime")
            .app(299, "Cache-Control: max-age=60")
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .status(299),
        row("3-09", "204 with a lifetime")
            .app(204, "Cache-Control: max-age=60")
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .status(204)
            .lacks("Content-Length") // RFC 9110 section 8.6
            .text(""),
        row("3-10", "206 that nobody asked for is not stored")
            .app(206, "Cache-Control: max-age=60", "Content-Range: bytes 0-1/9")
            .get()
            .made()
            .get()
            .made(),
        row("3-11", "304 that nobody asked for is not stored")
            .app(304, "Cache-Control: max-age=60", "ETag: \"a\"")
            .get()
            .made()
            .get()
            .made(),
        row("3-12", "public without a lifetime, but with a modification date")
            .app("Cache-Control: public", "Last-Modified: {-1000}")
            .get()
            .made()
            .after(50)
            .get()
            .hitIn(RFC),
        row("3-13", "public without anything to find a lifetime by")
            .app("Cache-Control: public")
            .get()
            .made()
            .get()
            .made(),
        row("3-14", "no-store goes before all that invites")
            .app("Cache-Control: public, max-age=60, s-maxage=60, no-store")
            .get()
            .made()
            .get()
            .made(),
        row("3-15", "private goes before s-maxage and public")
            .app("Cache-Control: private, public, s-maxage=60")
            .get()
            .made()
            .get()
            .made(),
        row("3-16", "Expires alone is a lifetime")
            .app("Expires: {60}")
            .get()
            .made()
            .after(30)
            .get()
            .hit(),
        row("3-17", "a redirect by sendRedirect")
            .app("Cache-Control: max-age=60")
            .script((request, response, body) -> response.sendRedirect("/elsewhere"))
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .status(302),
        row("3-18", "the ttl of a rule is a lifetime")
            .under("/ttl")
            .app()
            .get()
            .made()
            .after(59)
            .get()
            .hit()
            .after(1)
            .get()
            .made(),
        row("3-19", "the ttl of a rule does not go before no-store")
            .under("/ttl")
            .app("Cache-Control: no-store")
            .get()
            .made()
            .get()
            .made(),
        row("3.1-01", "unknown fields are stored")
            .app("Cache-Control: max-age=60", "X-Unheard-Of: 1", "Content-Language: de")
            .get()
            .made()
            .get()
            .hit()
            .has("X-Unheard-Of: 1", "Content-Language: de"),
        row("3.1-02", "lines of one name keep their order")
            .app("Cache-Control: max-age=60", "Link: </a>", "X-Other: 1", "Link: </b>, </c>")
            .get()
            .made()
            .get()
            .hit()
            .has("Link: </a>", "Link: </b>, </c>", "X-Other: 1"),
        row("3.1-03", "fields that Connection names are not stored")
            .app("Cache-Control: max-age=60", "Connection: X-Hop", "X-Hop: 1")
            .get()
            .made()
            .get()
            .hitIn(RFC)
            .in(RFC, r -> r.lacks("X-Hop")),
        row("3.1-04", "fields of the connection are not stored")
            .app("Cache-Control: max-age=60", "Keep-Alive: timeout=9", "Proxy-Connection: close")
            .get()
            .made()
            .get()
            .hit()
            .lacks("Keep-Alive", "Proxy-Connection"),
        row("3.1-05", "fields of a proxy's login are not stored")
            .app("Cache-Control: max-age=60", "Proxy-Authentication-Info: x=1")
            .get()
            .made()
            .get()
            .hit()
            .lacks("Proxy-Authentication-Info"),
        row("3.1-06", "trailer fields never become header fields")
            .app("Cache-Control: max-age=60")
            .script(
                (request, response, body) -> {
                  response.setTrailerFields(() -> java.util.Map.of("X-Checksum", "1"));
                  response.getOutputStream().print(body);
                })
            .get("TE: trailers")
            .made()
            .lacks("X-Checksum")
            .get("TE: trailers")
            .made()
            .lacks("X-Checksum"),
        row("3.3-01", "a body shorter than declared is not stored")
            .app("Cache-Control: max-age=60", "Content-Length: 10")
            .breaks()
            .app("Cache-Control: max-age=60")
            .get()
            .made()
            .text("#2")
            .get()
            .hit(),
        row("3.3-02", "a body that broke off is not stored")
            .app("Cache-Control: max-age=60")
            .script(
                (request, response, body) -> {
                  response.getOutputStream().print(body);
                  response.flushBuffer();
                  throw new IllegalStateException("the application fails");
                })
            .breaks()
            .app("Cache-Control: max-age=60")
            .get()
            .made()
            .text("#2")
            .get()
            .hit(),
        row("3.3-03", "the application's own part is not taken for the whole")
            .app(206, "Cache-Control: max-age=60", "Content-Range: bytes 0-1/9")
            .get("Range: bytes=0-1")
            .made()
            .app("Cache-Control: max-age=60")
            .get()
            .made()
            .status(200),
        row("3.5-01", "an answer to somebody is not for all")
            .app("Cache-Control: max-age=60")
            .get(LOGIN)
            .made()
            .get()
            .made()
            .text("#2"),
        row("3.5-02", "public shares what was made for a login")
            .app("Cache-Control: public, max-age=60")
            .get(LOGIN)
            .made()
            .get()
            .hitIn(RFC)
            .get(LOGIN)
            .hitIn(RFC),
        row("3.5-03", "s-maxage shares what was made for a login")
            .app("Cache-Control: s-maxage=60")
            .get(LOGIN)
            .made()
            .get()
            .hitIn(RFC),
        row("3.5-04", "must-revalidate shares what was made for a login")
            .app("Cache-Control: max-age=60, must-revalidate")
            .get(LOGIN)
            .made()
            .get()
            .hitIn(RFC),
        row("3.5-05", "private goes before public also with a login")
            .app("Cache-Control: public, private, max-age=60")
            .get(LOGIN)
            .made()
            .get()
            .made(),
        row("3.5-06", "what is stored for all may answer a login")
            .app("Cache-Control: max-age=60")
            .get()
            .made()
            .get(LOGIN)
            .hitIn(RFC),
        row("7.3-01", "an answer that sets a cookie is not stored")
            .app("Cache-Control: public, max-age=60", "Set-Cookie: a=1")
            .get()
            .made()
            .has("Set-Cookie: a=1")
            .get()
            .made());
  }
}
