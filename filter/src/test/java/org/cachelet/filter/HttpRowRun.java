// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.cache.CacheStatistics;
import org.cachelet.filter.http.HttpDate;
import org.cachelet.filter.http.HttpProfile;
import org.jspecify.annotations.Nullable;

/** One run of an {@link HttpRow} against one server: its application and what came back. */
final class HttpRowRun {
  private static final Pattern DATE = Pattern.compile("\\{((?:850|asctime):)?(-?\\d+)}");
  private static final DateTimeFormatter RFC_850 =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpSite site;
  private final HttpRow row;
  private final Instant start;
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, String> shown = new ConcurrentHashMap<>();
  private volatile List<String> read = List.of();
  private volatile Answer answer = new Answer(200, List.of(), null, null);
  private volatile long delay;
  private int askedBefore;
  private long unendedBefore;
  private @Nullable HttpReply last;

  HttpRowRun(HttpSite site, HttpRow row) {
    this.site = site;
    this.row = row;
    this.start = site.time().instant();
  }

  /** What the application does after it has set status and fields. */
  interface Script {
    void write(HttpServletRequest request, HttpServletResponse response, String body)
        throws Exception;
  }

  /** How the application answers. */
  record Answer(int status, List<String> lines, @Nullable String body, @Nullable Script script) {
    Answer withBody(String text) {
      return new Answer(status, lines, text, script);
    }

    Answer withScript(Script then) {
      return new Answer(status, lines, body, then);
    }
  }

  HttpProfile profile() {
    return site.profile();
  }

  Answer answer() {
    return answer;
  }

  void app(Answer next) {
    answer = next;
  }

  void read(List<String> names) {
    read = names;
  }

  void delay(long seconds) {
    delay = seconds;
  }

  void pass(long seconds) {
    site.time().pass(Duration.ofSeconds(seconds));
  }

  /** Answers a request as the application. */
  void serve(HttpServletRequest request, HttpServletResponse response) throws Exception {
    int count = asked.incrementAndGet();
    shown.clear();
    for (String name : read) {
      Optional.ofNullable(request.getHeader(name)).ifPresent(value -> shown.put(name, value));
    }
    pass(delay);
    Answer now = answer;
    response.setStatus(now.status());
    Set<String> names = new HashSet<>();
    for (String line : now.lines()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = dated(line.substring(colon + 1).strip());
      if (names.add(name)) {
        response.setHeader(name, value); // containers set Date themselves
      } else {
        response.addHeader(name, value);
      }
    }
    String text = now.body();
    String body = text == null ? "#" + count : text.replace("#", "#" + count);
    Script script = now.script();
    if (script != null) {
      script.write(request, response, body);
    } else if (now.status() != 204 && now.status() != 304) {
      response.getOutputStream().write(body.getBytes(ISO_8859_1));
    }
  }

  /** Sends a request and keeps what comes back. */
  void send(String method, String suffix, List<String> lines) throws IOException {
    askedBefore = asked.get();
    unendedBefore = unended();
    List<String> head = new ArrayList<>();
    head.add(method + " " + row.path() + suffix + " HTTP/1.1");
    head.add("Connection: close");
    if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
      head.add("Host: localhost");
    }
    String content = "";
    for (String line : lines) {
      if (line.startsWith("body=")) {
        content = line.substring("body=".length());
        head.add("Content-Length: " + content.length());
      } else {
        head.add(dated(line));
      }
    }
    last = HttpReply.of(site.port(), head, content);
  }

  /** Sends a GET for which no whole answer comes back. */
  void sendInVain() throws IOException {
    try {
      send("GET", "", List.of());
    } catch (IOException | AssertionError e) {
      last = null; // the connection was closed before the end
    }
  }

  /** Returns how many pages are being made now, and were since the start without an end. */
  private long unended() {
    CacheStatistics pages = site.caches().statistics().get(PageCache.NAME);
    return pages == null ? 0 : pages.makings() - pages.puts() - pages.refusals() - pages.failures();
  }

  void requireAsked(int times) {
    assertThat(asked.get() - askedBefore)
        .as("how often the application was asked for\n%s", last())
        .isEqualTo(times);
  }

  /** Waits until the page was made anew behind the back of the client. */
  void requireRenewal() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(PATIENCE)
        .until(() -> asked.get() == askedBefore + 1 && unended() == unendedBefore);
  }

  void requireStatus(List<Integer> any) {
    assertThat(any).as("the status of\n%s", last()).contains(last().status());
  }

  void requireLines(List<String> lines) {
    Map<String, List<String>> expected = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      int colon = line.indexOf(':');
      expected
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(dated(line.substring(colon + 1).strip()));
    }
    expected.forEach(
        (name, values) ->
            assertThat(last().all(name)).as("%s\n%s", name, last()).isEqualTo(values));
  }

  void requirePart(String name, String part) {
    assertThat(String.join(", ", last().all(name)))
        .as("%s\n%s", name, last())
        .contains(dated(part));
  }

  void requireAbsent(List<String> names) {
    for (String name : names) {
      assertThat(last().all(name)).as("%s\n%s", name, last()).isEmpty();
    }
  }

  void requireText(String body) {
    assertThat(last().text()).as("the body of\n%s", last()).isEqualTo(body);
  }

  void requireShown(String name, String value) {
    assertThat(shown.getOrDefault(name, ""))
        .as("%s as the application is shown it", name)
        .isEqualTo(dated(value));
  }

  void requireMadeOrWithout(String name) {
    if (asked.get() == askedBefore) {
      requireAbsent(List.of(name));
    }
  }

  void requireOneOf(String... names) {
    assertThat(names).as("%s", last()).anyMatch(name -> !last().all(name).isEmpty());
  }

  void requireNoPart(String name, String part) {
    assertThat(String.join(", ", last().all(name))).as("%s", last()).doesNotContain(part);
  }

  void requireMembers(String... members) {
    assertThat(String.join(", ", last().all("Cache-Status"))).isEqualTo(String.join(", ", members));
  }

  void requireBody() {
    assertThat(last().body()).as("%s", last()).isNotEmpty();
  }

  void requireInterim(int status) {
    assertThat(last().interim()).contains(status);
  }

  void requireAtMost(int length) {
    assertThat(last().body().length).isLessThanOrEqualTo(length);
  }

  /** Requires that a part of a body, if it is one, is what its Content-Range says. */
  void requireConsistentPart() {
    if (last().status() == 206) {
      String length = last().one("Content-Encoding").isPresent() ? "" : "5000";
      assertThat(last().one("Content-Range").orElseThrow())
          .startsWith("bytes 0-1/")
          .endsWith(length);
      assertThat(last().body()).hasSize(2);
    }
  }

  /** Requires that these bytes are the answer, or its only part. */
  void requireBytes(String bytes) {
    if (last().one("Content-Range").isPresent()) {
      requireText(bytes);
    } else {
      assertThat(last().text()).contains("\r\n\r\n" + bytes + "\r\n--");
    }
  }

  /** Requires parts: a Content-Range and its bytes, and so on. */
  void requireParts(String... rangesAndBytes) {
    String type = last().one("Content-Type").orElseThrow();
    String boundary = type.substring(type.indexOf("boundary=") + 9).replace("\"", "");
    String[] parts = last().text().split("(\r\n)?--" + Pattern.quote(boundary), -1);
    assertThat(parts).hasSize(rangesAndBytes.length / 2 + 2);
    assertThat(parts[parts.length - 1]).startsWith("--");
    for (int i = 0; i < rangesAndBytes.length; i += 2) {
      String[] part = parts[i / 2 + 1].split("\r\n\r\n", 2);
      assertThat(part[0]).containsIgnoringCase("Content-Range: " + rangesAndBytes[i]);
      assertThat(part[1]).isEqualTo(rangesAndBytes[i + 1]);
    }
  }

  /** Returns the last answer. */
  HttpReply last() {
    if (last == null) {
      throw new IllegalStateException("nothing was sent yet");
    }
    return last;
  }

  private String dated(String line) {
    Matcher matcher = DATE.matcher(line);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      Instant instant = start.plusSeconds(Long.parseLong(matcher.group(2)));
      String form = matcher.group(1);
      matcher.appendReplacement(text, date(form == null ? "" : form, instant));
    }
    return matcher.appendTail(text).toString();
  }

  private static String date(String form, Instant instant) {
    return switch (form) {
      case "850:" -> RFC_850.format(instant.atOffset(ZoneOffset.UTC));
      case "asctime:" -> ASCTIME.format(instant.atOffset(ZoneOffset.UTC));
      default -> HttpDate.format(instant);
    };
  }
}
