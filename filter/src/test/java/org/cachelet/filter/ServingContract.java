// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors get of stored pages who ask for parts, or under conditions, or with directives. */
abstract class ServingContract extends ServedShop {
  private static final String DIGITS = "0123456789".repeat(10);
  private static final String MODIFIED = "Sat, 21 Nov 2026 09:00:00 GMT";
  private static final String LONG_TEXT = "All work and no play makes a dull page. ".repeat(100);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-4        | 206 | bytes 0-4/100   | 01234",
        "bytes=95-        | 206 | bytes 95-99/100 | 56789",
        "bytes=-3         | 206 | bytes 97-99/100 | 789",
        "bytes=98-200     | 206 | bytes 98-99/100 | 89",
        "bytes=0-1,2-4    | 206 | bytes 0-4/100   | 01234", // RFC 9110 section 15.3.7.2
        "bytes=100-       | 416 | bytes */100     | ''", // RFC 9110 section 15.5.17
        "bytes=-0         | 416 | bytes */100     | ''",
      })
  void part_isServed_onMissAndHit(String range, int status, String contentRange, String body)
      throws Exception {
    open();
    digits();
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = get("/page/a", "Range", range);
      assertThat(response.statusCode()).as(answeredBy).isEqualTo(status);
      assertThat(response.body()).isEqualTo(body);
      assertThat(field(response, "Content-Range")).isEqualTo(contentRange);
      assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(body.length()));
    }
    assertThat(get("/page/a").body()).isEqualTo(DIGITS);
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seconds=0-4",
        "bytes=4-0",
        "bytes=x",
        "bytes",
        "bytes=0-60,30-99",
        "bytes=0-1,3-4,6-7,9-9,11-11,13-13,15-15,17-17,19-19,21-21,23-23,25-25,27-27,29-29,31-31"
            + ",33-33,35-35"
      })
  void range_isIgnored_whenItCannotBeReadOrIsTooMuch(String range) throws Exception {
    open();
    digits();
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = get("/page/a", "Range", range);
      assertThat(response.statusCode()).as(answeredBy).isEqualTo(200);
      assertThat(response.body()).isEqualTo(DIGITS);
      assertThat(field(response, "Accept-Ranges")).isEqualTo("bytes");
      assertThat(field(response, "Content-Range")).isEmpty();
    }
  }

  @Test
  void part_hasTheFieldsOfTheWhole() throws Exception { // RFC 9110 section 15.3.7
    open();
    digits();
    Map<String, List<String>> whole = new TreeMap<>(get("/page/a").headers().map());
    time.pass(Duration.ofSeconds(3));
    HttpResponse<String> part = get("/page/a", "Range", "bytes=0-4");
    whole.put("age", List.of("3"));
    whole.put("cache-status", List.of("Cachelet; hit; ttl=7"));
    whole.put("content-range", List.of("bytes 0-4/100"));
    whole.put("content-length", List.of("5"));
    assertThat(part.headers().map()).isEqualTo(whole);
  }

  @Test
  void continuedPart_hasNotWhatTheClientKnows() throws Exception { // RFC 9110 section 15.3.7
    open();
    digits();
    get("/page/a");
    HttpResponse<String> part = get("/page/a", "Range", "bytes=5-9", "If-Range", "\"v1\"");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("56789");
    assertThat(field(part, "ETag")).isEqualTo("\"v1\"");
    assertThat(field(part, "Date")).isEqualTo("Sat, 21 Nov 2026 10:00:00 GMT");
    assertThat(field(part, "Cache-Control")).isEqualTo("max-age=60");
    assertThat(field(part, "Last-Modified") + field(part, "Content-Type")).isEmpty();
  }

  @Test
  void unsatisfiablePart_isNothingThatOthersMayStore() throws Exception {
    open();
    digits();
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = get("/page/a", "Range", "bytes=200-");
      assertThat(field(response, "Cache-Control")).as(answeredBy).isEqualTo("no-store");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"v1\"   | 206", // RFC 9110 section 13.1.5
        "\"v2\"   | 200",
        "W/\"v1\" | 200",
        "Sat, 21 Nov 2026 09:00:00 GMT | 206",
        "Sat, 21 Nov 2026 09:00:01 GMT | 200",
        "v1       | 200",
      })
  void ifRange_decidesBetweenPartAndWhole(String ifRange, int status) throws Exception {
    open();
    digits();
    get("/page/a");
    HttpResponse<String> response = get("/page/a", "Range", "bytes=5-9", "If-Range", ifRange);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(status == 206 ? "56789" : DIGITS);
  }

  @Test
  void severalParts_areOneMultipartBody() throws Exception { // RFC 9110 section 14.6
    open();
    digits();
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = get("/page/a", "Range", "bytes=20-24,0-4,-2");
      assertThat(response.statusCode()).as(answeredBy).isEqualTo(206);
      assertThat(field(response, "Content-Range")).isEmpty();
      String type = field(response, "Content-Type");
      assertThat(type).startsWith("multipart/byteranges; boundary=");
      String boundary = type.replaceAll(".*boundary=([0-9a-f]+).*", "$1");
      assertThat(response.body())
          .isEqualToIgnoringCase( // Jetty writes iso-8859-1 in lower case
              part(boundary, "20-24", "01234")
                  + part(boundary, "0-4", "01234")
                  + part(boundary, "98-99", "89")
                  + "\r\n--"
                  + boundary
                  + "--\r\n");
      assertThat(field(response, "Content-Length"))
          .isEqualTo(String.valueOf(response.body().length()));
    }
  }

  @Test
  void head_isAnsweredWithTheWhole_whateverItsRange() throws Exception { // RFC 9110 section 14.2
    open();
    digits();
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = send("HEAD", "/page/a", "Range", "bytes=0-4");
      assertThat(response.statusCode()).as(answeredBy).isEqualTo(200);
      assertThat(field(response, "Content-Length")).isEqualTo("100");
    }
  }

  @Test
  void compressedPage_isServedInParts_ofTheFormThatTheClientHas() throws Exception {
    open();
    page("/page/a", LONG_TEXT, "ETag", "\"v1\"", "Last-Modified", MODIFIED);
    byte[] packed =
        client
            .send(request("GET", "/page/a", "Accept-Encoding", "gzip"), BodyHandlers.ofByteArray())
            .body();
    HttpResponse<String> plain = part("\"v1\"");
    assertThat(plain.body()).isEqualTo(LONG_TEXT.substring(5, 10));
    assertThat(field(plain, "ETag")).isEqualTo("\"v1\"");
    HttpResponse<String> of = part("\"v1-gzip\"");
    assertThat(of.body().getBytes(ISO_8859_1)).isEqualTo(Arrays.copyOfRange(packed, 5, 10));
    assertThat(field(of, "Content-Range")).isEqualTo("bytes 5-9/" + packed.length);
    assertThat(field(of, "ETag")).isEqualTo("\"v1-gzip\"");
    String[] two = {"Range", "bytes=5-9,20-24", "Accept-Encoding", "gzip"};
    assertThat(get("/page/a", two).statusCode()).isEqualTo(206);
    assertThat(get("/page/a", with(two, "If-Range", "\"v1-gzip\"")).statusCode())
        .as("a multipart body of gzip would be a gzip body of parts")
        .isEqualTo(200);
    assertThat(part(MODIFIED).statusCode()).isEqualTo(200); // both forms have this date
    HttpResponse<String> unsaid = get("/page/a", "Range", "bytes=5-9", "Accept-Encoding", "gzip");
    assertThat(unsaid.body()).isEqualTo(LONG_TEXT.substring(5, 10));
    assertThat(field(unsaid, "Content-Encoding")).isEmpty();
    HttpResponse<String> unpacked = get("/page/a", "Range", "bytes=5-9", "If-Range", "\"v1-gzip\"");
    assertThat(unpacked.body()).as("gzip is not accepted").isEqualTo(LONG_TEXT);
  }

  @Test
  void largePage_isWhole_onEachHitAndInEachForm() throws Exception { // it may leave the heap
    open();
    String text = largeText();
    page("/page/a", text, "ETag", "\"v1\"");
    get("/page/a");
    for (int hit = 1; hit <= 3; hit++) {
      assertThat(get("/page/a").body()).as("hit %s", hit).isEqualTo(text);
      byte[] packed = packed("/page/a");
      assertThat(packed.length).isGreaterThan(PageForm.DIRECT_FROM);
      assertThat(unpacked(packed)).as("hit %s with gzip", hit).isEqualTo(text);
    }
    assertThat(get("/page/a", "Range", "bytes=70000-70004").body())
        .isEqualTo(text.substring(70_000, 70_005));
    assertThat(field(client.send(request("HEAD", "/page/a"), BodyHandlers.ofString()), "ETag"))
        .isEqualTo("\"v1\"");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  private byte[] packed(String path) throws Exception {
    return client
        .send(request("GET", path, "Accept-Encoding", "gzip"), BodyHandlers.ofByteArray())
        .body();
  }

  private static String unpacked(byte[] gzip) throws Exception {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  /** Returns a text that is large even when it is compressed. */
  private static String largeText() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < 3 * PageForm.DIRECT_FROM) {
      text.append(random.nextLong()).append(' ');
    }
    return text.toString();
  }

  private static String[] with(String[] fields, String name, String value) {
    String[] more = Arrays.copyOf(fields, fields.length + 2);
    more[fields.length] = name;
    more[fields.length + 1] = value;
    return more;
  }

  private HttpResponse<String> part(String ifRange) throws Exception {
    return get("/page/a", "Range", "bytes=5-9", "If-Range", ifRange, "Accept-Encoding", "gzip");
  }

  @Test
  void condition_goesBeforeTheRange() throws Exception { // RFC 9110 section 13.2.2
    open();
    digits();
    get("/page/a");
    HttpResponse<String> held = get("/page/a", "Range", "bytes=0-4", "If-None-Match", "\"v1\"");
    assertThat(held.statusCode()).isEqualTo(304);
    HttpResponse<String> other = get("/page/a", "Range", "bytes=0-4", "If-None-Match", "\"v0\"");
    assertThat(other.statusCode()).isEqualTo(206);
  }

  @Test
  void rangeMiss_isForwardedAsItIs_whenThatIsSet() throws Exception {
    open("cachelet.http.range-miss", "forward");
    shop.page(
        "/page/a",
        (request, response) -> response.getWriter().print("asked " + request.getHeader("Range")));
    HttpResponse<String> part = get("/page/a", "Range", "bytes=0-4");
    assertThat(part.body()).isEqualTo("asked bytes=0-4");
    assertThat(status(part))
        .isEqualTo("Cachelet; fwd=uri-miss; detail=\"the request is for a part of the page\"");
    assertThat(get("/page/a").body()).isEqualTo("asked null");
    assertThat(get("/page/a", "Range", "bytes=0-4").body()).isEqualTo("asked");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void range_isIgnored_whenThePageIsNotStored() throws Exception {
    open();
    page("/page/large", "x".repeat(100 * 1024 + 1));
    page("/page/private", DIGITS, "Cache-Control", "private");
    for (String path : List.of("/page/large", "/page/private")) {
      HttpResponse<String> response = get(path, "Range", "bytes=0-4");
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.body().length()).isGreaterThanOrEqualTo(100);
      assertThat(field(response, "Accept-Ranges")).isEmpty();
    }
  }

  @Test
  void otherStatus_hasNeitherPartsNorConditions()
      throws Exception { // RFC 9110 sections 13.2.1, 14.2
    open("cachelet.http.statuses", "404");
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setStatus(404);
          response.setHeader("ETag", "\"v1\"");
          response.getWriter().print(DIGITS);
        });
    for (String answeredBy : List.of("miss", "hit")) {
      assertThat(get("/page/a", "Range", "bytes=0-4").statusCode()).as(answeredBy).isEqualTo(404);
      assertThat(get("/page/a", "If-None-Match", "\"v1\"").statusCode()).isEqualTo(404);
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void condition_hasSeveralLines() throws Exception {
    open();
    digits();
    get("/page/a");
    String[] head = {"GET /page/a HTTP/1.1", "Host: localhost"};
    assertThat(raw(head[0], head[1], "If-None-Match: \"v0\"", "If-None-Match: W/\"v1\""))
        .startsWith("HTTP/1.1 304");
    String since = "If-Modified-Since: " + MODIFIED;
    assertThat(raw(head[0], head[1], since)).startsWith("HTTP/1.1 304");
    assertThat(raw(head[0], head[1], since, since)) // RFC 9110 section 13.1.3: more than one member
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control | no-cache        | 2", // RFC 9111 section 5.2.1.4
        "Pragma        | no-cache        | 1", // RFC 9111 section 5.4
        "Cache-Control | max-age=4       | 2", // RFC 9111 section 5.2.1.1
        "Cache-Control | max-age=5       | 1",
        "Cache-Control | min-fresh=6     | 2", // RFC 9111 section 5.2.1.3
        "Cache-Control | min-fresh=5     | 1",
        "Cache-Control | only-if-cached  | 1", // RFC 9111 section 5.2.1.7
        "Cache-Control | no-store        | 1", // RFC 9111 section 5.2.1.5
      })
  void directive_isObeyed_inTheRfcProfileOnly(String name, String value, int made)
      throws Exception {
    open("cachelet.http.profile", "rfc");
    page("/page/a", "text");
    get("/page/a");
    time.pass(Duration.ofSeconds(5));
    HttpResponse<String> response = get("/page/a", name, value);
    assertThat(status(response))
        .isEqualTo(made == 1 ? "Cachelet; hit; ttl=5" : "Cachelet; fwd=request; stored");
    assertThat(shop.made("/page/a")).isEqualTo(made);
    assertThat(field(get("/page/a"), "Age"))
        .as("of what is stored")
        .isEqualTo(made == 1 ? "5" : "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-cache",
        "max-age=0",
        "min-fresh=60",
        "no-store",
        "only-if-cached",
        "max-stale"
      })
  void directive_isIgnored_inTheSafeProfile(String directive) throws Exception {
    open();
    page("/page/a", "text");
    assertThat(get("/page/a", "Cache-Control", directive).statusCode()).isEqualTo(200);
    assertThat(status(get("/page/a", "Cache-Control", directive))).startsWith("Cachelet; hit");
    time.pass(Duration.ofSeconds(10));
    assertThat(status(get("/page/a", "Cache-Control", directive)))
        .isEqualTo("Cachelet; fwd=uri-miss; stored");
  }

  @Test
  void onlyIfCached_isRefused_whenNothingIsStored() throws Exception { // RFC 9111 section 5.2.1.7
    open("cachelet.http.obey", "only-if-cached");
    page("/page/a", "text");
    HttpResponse<String> response = get("/page/a", "Cache-Control", "only-if-cached");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(status(response)).isEqualTo("Cachelet; detail=\"the request says only-if-cached\"");
    assertThat(shop.made("/page/a")).isZero();
  }

  @Test
  void noStore_leavesNothingBehind() throws Exception { // RFC 9111 section 5.2.1.5
    open("cachelet.http.profile", "rfc");
    page("/page/a", "text");
    assertThat(status(get("/page/a", "Cache-Control", "no-store")))
        .isEqualTo("Cachelet; fwd=uri-miss; detail=\"the request says no-store\"");
    assertThat(status(get("/page/a"))).isEqualTo("Cachelet; fwd=uri-miss; stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=10                   | max-stale     | hit", // RFC 9111 section 5.2.1.2
        "max-age=10                   | max-stale=5   | hit",
        "max-age=10                   | max-stale=4   | fwd",
        "max-age=10                   | max-stale, max-age=14 | fwd",
        "max-age=10, must-revalidate  | max-stale     | fwd", // RFC 9111 section 4.2.4
        "max-age=10, proxy-revalidate | max-stale     | fwd",
        "s-maxage=10                  | max-stale     | fwd",
      })
  void maxStale_getsAStalePage_unlessThatIsForbidden(
      String cacheControl, String directive, String answer) throws Exception {
    open("cachelet.http.profile", "rfc");
    page("/page/a", "text", "ETag", "\"v1\"", "Cache-Control", cacheControl);
    get("/page/a");
    time.pass(Duration.ofSeconds(15));
    HttpResponse<String> response = get("/page/a", "Cache-Control", directive);
    assertThat(status(response)).startsWith("Cachelet; " + answer);
    assertThat(shop.made("/page/a")).isEqualTo(answer.equals("hit") ? 1 : 2);
  }

  @Test
  void maxAge_refusesAPageThatIsStale_whileItIsReplaced() throws Exception {
    open("cachelet.http.profile", "rfc");
    page("/stale/a", "old");
    get("/stale/a");
    time.pass(Duration.ofSeconds(15));
    page("/stale/a", "new");
    assertThat(get("/stale/a", "Cache-Control", "max-age=100").body()).isEqualTo("new");
  }

  private void digits() {
    page(
        "/page/a",
        DIGITS,
        "ETag",
        "\"v1\"",
        "Last-Modified",
        MODIFIED,
        "Cache-Control",
        "max-age=60");
  }

  private static String part(String boundary, String range, String body) {
    return "\r\n--"
        + boundary
        + "\r\nContent-Type: text/plain;charset=ISO-8859-1\r\n"
        + "Content-Range: bytes "
        + range
        + "/100\r\n\r\n"
        + body;
  }
}
