// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cachelet.cache.CacheOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases in which page caches in servlet filters were often wrong. */
abstract class OldBugsContract extends ShopContract {
  private static final String TEXT = "Words that all visitors see alike. ".repeat(100);
  private static final int MAX_BODY = 64 * 1024;
  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 1_600;

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private volatile boolean editor;

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.site.path", "/page/**");
    settings.put("cachelet.page.site.ttl", "10m");
    settings.put("cachelet.page.site.max-body", "64kb");
    settings.put("cachelet.page.site.tags", "site");
    settings.put("cachelet.page.part.path", "/part/**");
    settings.put("cachelet.page.part.ttl", "1m");
    settings.put("cachelet.page.part.tags", "part");
    settings.put("cachelet.page.roles.path", "/roles/**");
    settings.put("cachelet.page.roles.ttl", "10m");
    settings.put("cachelet.page.roles.vary-by", "role:editor");
  }

  /** Lets nobody give up waiting for another's page while a test runs. */
  @Override
  CacheOptions options() {
    return super.options().withFlightWait(Duration.ofMinutes(10));
  }

  /** Adds a login, our filter, ours once more under /page/twice, and one that compresses. */
  @Override
  void addFilters(Set<Class<?>> none, ServletContext context) {
    map(context.addFilter("login", new Login()), "/roles/*");
    map(context.addFilter("first", PageCacheFilter.class), "/*");
    map(context.addFilter("second", PageCacheFilter.class), "/page/twice/*");
    map(context.addFilter("gzip", new GzipFilter()), "/page/gzip/*");
  }

  private static void map(FilterRegistration.Dynamic filter, String path) {
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.of(
            DispatcherType.REQUEST,
            DispatcherType.FORWARD,
            DispatcherType.INCLUDE,
            DispatcherType.ASYNC),
        true,
        path);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void events_reachTheClientOneByOne_andEndWithIt(boolean async) throws Exception {
    shop.page(
        "/page/events",
        (request, response) -> {
          if (async) {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            context.start(() -> sendEvents(context));
          } else {
            sendEvents(response);
          }
        });
    events.add("event 0");
    HttpResponse<InputStream> response =
        client.send(request("/page/events").build(), BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    try (BufferedReader body = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      assertThat(event(body)).isEqualTo("event 0");
      for (int i = 1; i <= 20; i++) { // each is sent when the one before it was read
        events.add("event " + i);
        assertThat(event(body)).isEqualTo("event " + i);
      }
      assertThat(left.getCount()).as("the servlet is at work").isOne();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              events.add("event for nobody");
              return left.getCount() == 0;
            });
    await().until(() -> statistics().refusals() + statistics().failures() > 0);
    assertThat(statistics().puts()).isZero();
    assertThat(statistics().entries()).isZero();
    text("/page/events", "another page");
    assertThat(get("/page/events").body()).isEqualTo("another page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "over max-body", "text/event-stream"})
  void nobodyWaits_forTheEndOfAPageThatIsNotStored(String why) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    int length = why.equals("text/event-stream") ? 1 : MAX_BODY + 1;
    shop.page(
        "/page/endless",
        (request, response) -> {
          if (why.equals("no-store")) {
            response.setHeader("Cache-Control", "no-store");
          }
          if (length == 1) {
            response.setContentType(why);
          }
          response.getOutputStream().write(new byte[length]);
          response.flushBuffer();
          end.await();
        });
    try (InputStream first =
        client.send(request("/page/endless").build(), BodyHandlers.ofInputStream()).body()) {
      first.readNBytes(length);
      try (InputStream second =
          client.send(request("/page/endless").build(), BodyHandlers.ofInputStream()).body()) {
        assertThat(second.readNBytes(length)).hasSize(length);
      }
    } finally {
      end.countDown();
    }
    assertThat(shop.made("/page/endless")).isEqualTo(2);
  }

  private void sendEvents(AsyncContext context) {
    try {
      sendEvents(context.getResponse());
      context.complete();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      // The container noticed first that the client is gone; were it thrown, Tomcat could answer
      // the next request with it, which has the same response.
    }
  }

  private void sendEvents(ServletResponse response) throws IOException, InterruptedException {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    PrintWriter out = response.getWriter();
    try {
      while (!out.checkError()) {
        out.print("data: %s\n\n".formatted(events.take()));
        out.flush();
      }
    } finally { // Tomcat may throw, once it has given the response of the lost client to another
      left.countDown();
    }
  }

  private static String event(BufferedReader body) throws IOException {
    String data = body.readLine();
    assertThat(body.readLine()).as("the line after " + data).isEmpty();
    return data.replace("data: ", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hugePage_isDeliveredWhole_andNotHeld(boolean withLength) throws Exception {
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    CRC32 sent = new CRC32();
    AtomicLong most = new AtomicLong();
    shop.page(
        "/page/huge",
        (request, response) -> {
          response.setContentType("application/octet-stream");
          if (withLength) {
            response.setContentLengthLong((long) BLOCK * BLOCKS);
          }
          sent.reset();
          for (int i = 0; i < BLOCKS; i++) {
            block[0] = (byte) i;
            block[1] = (byte) (i >> 8);
            sent.update(block);
            response.getOutputStream().write(block);
            most.accumulateAndGet(statistics().bytes(), Math::max);
          }
        });
    for (int round = 1; round <= 2; round++) {
      HttpResponse<InputStream> response =
          client.send(request("/page/huge").build(), BodyHandlers.ofInputStream());
      CRC32 got = new CRC32();
      assertThat(count(response.body(), got)).isEqualTo((long) BLOCK * BLOCKS);
      assertThat(got.getValue()).isEqualTo(sent.getValue());
      assertThat(response.headers().firstValue("Content-Length").isPresent()).isEqualTo(withLength);
      int makings = round;
      await().until(() -> statistics().refusals() == makings);
    }
    assertThat(shop.made("/page/huge")).isEqualTo(2);
    assertThat(statistics().puts()).isZero();
    assertThat(statistics().entries()).isZero();
    assertThat(Math.max(most.get(), statistics().bytes())).isLessThanOrEqualTo(MAX_BODY);
  }

  private static long count(InputStream body, CRC32 sum) throws IOException {
    byte[] bytes = new byte[BLOCK];
    long count = 0;
    try (body) {
      for (int n = body.read(bytes); n >= 0; n = body.read(bytes)) {
        sum.update(bytes, 0, n);
        count += n;
      }
    }
    return count;
  }

  /** When a page sets its locale. */
  enum Moment {
    BEFORE_THE_WRITER,
    AFTER_THE_WRITER,
    AFTER_TEXT,
    AFTER_THE_COMMIT
  }

  @ParameterizedTest
  @EnumSource
  void lateLocale_hasTheEffectThatItHasWithoutTheFilter(Moment moment) throws Exception {
    for (String path : List.of("/bare", "/page/locale")) {
      shop.page(path, (request, response) -> inJapanese(response, moment));
    }
    HttpResponse<byte[]> bare = bytes("/bare");
    HttpResponse<byte[]> miss = bytes("/page/locale");
    HttpResponse<byte[]> hit = bytes("/page/locale");
    assertThat(hit.headers().firstValue("Age")).as("a hit").isPresent();
    assertThat(shop.made("/page/locale")).isEqualTo(1);
    for (HttpResponse<byte[]> response : List.of(miss, hit)) {
      assertThat(response.body()).isEqualTo(bare.body());
      assertThat(ofTheApplication(response)).isEqualTo(ofTheApplication(bare));
    }
    assertThat(bare.headers().firstValue("Content-Language").isPresent())
        .isEqualTo(moment != Moment.AFTER_THE_COMMIT);
    assertThat(bare.headers().firstValue("Content-Type").orElseThrow().endsWith("Shift_JIS"))
        .isEqualTo(moment == Moment.BEFORE_THE_WRITER);
  }

  private static void inJapanese(HttpServletResponse response, Moment moment) throws IOException {
    response.setContentType("text/plain");
    in(Locale.JAPAN, response, moment == Moment.BEFORE_THE_WRITER);
    PrintWriter out = response.getWriter();
    in(Locale.JAPAN, response, moment == Moment.AFTER_THE_WRITER);
    out.print("Gr\u00fc\u00dfe ");
    in(Locale.JAPAN, response, moment == Moment.AFTER_TEXT);
    if (moment == Moment.AFTER_THE_COMMIT) {
      out.flush();
    }
    in(Locale.JAPAN, response, moment == Moment.AFTER_THE_COMMIT);
    out.print("\u00e4 \u3042");
  }

  private static void in(Locale locale, HttpServletResponse response, boolean now) {
    if (now) {
      response.setLocale(locale);
    }
  }

  /** Returns the fields that neither the cache adds nor the way of sending decides. */
  private static Map<String, List<String>> ofTheApplication(HttpResponse<?> response) {
    Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
    fields.keySet().removeAll(Set.of("accept-ranges", "age", "cache-status", "etag"));
    fields.keySet().removeAll(Set.of("connection", "content-length", "transfer-encoding"));
    fields.keySet().removeAll(Set.of("date", "keep-alive"));
    return fields;
  }

  @Test
  void page_isStoredOnce_behindTwoOfOurFilters() throws Exception {
    text("/page/twice/a", "text");
    HttpResponse<String> miss = get("/page/twice/a");
    HttpResponse<String> hit = get("/page/twice/a");
    assertThat(List.of(miss.body(), hit.body())).containsOnly("text");
    assertThat(miss.headers().allValues("Cache-Status"))
        .containsExactly("Cachelet; fwd=uri-miss; stored");
    assertThat(hit.headers().allValues("Cache-Status"))
        .singleElement()
        .asString()
        .startsWith("Cachelet; hit");
    assertThat(hit.headers().allValues("Age")).containsExactly("0");
    assertThat(shop.made("/page/twice/a")).isEqualTo(1);
    assertThat(statistics().puts()).isEqualTo(1);
    assertThat(statistics().misses()).isEqualTo(1);
    assertThat(statistics().hits()).isEqualTo(1);
    assertThat(send("POST", "/page/twice/a").body()).isEqualTo("text");
    assertThat(status(get("/page/twice/a"))).as("after POST").contains("fwd=");
  }

  @Test
  void dispatchedPage_isStoredOnce_behindTwoOfOurFilters() throws Exception {
    shop.page(
        "/page/twice/a",
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            request.getRequestDispatcher("/page/twice/view").forward(request, response);
          } else {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
          }
        });
    text("/page/twice/view", "view");
    assertThat(get("/page/twice/a").body()).isEqualTo("view");
    assertThat(get("/page/twice/a").headers().firstValue("Age")).contains("0");
    assertThat(get("/page/twice/view").body()).isEqualTo("view");
    assertThat(shop.made("/page/twice/view")).isEqualTo(2);
    assertThat(statistics().puts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void includedPage_andThePageAround_doNotSpoilEachOther(boolean partFirst) throws Exception {
    part();
    shop.page(
        "/page/around",
        (request, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          response.setHeader("X-Of", "around");
          response.getWriter().print("<p>\u00e4 ");
          request.getRequestDispatcher("/part/a?n=2").include(request, response);
          response.getWriter().print("</p>");
        });
    for (int round = 0; round < 2; round++) {
      for (boolean part : partFirst ? List.of(true, false) : List.of(false, true)) {
        if (part) {
          assertPage(get("/part/a?n=1"), "[\u00fc 1]", "text/plain;charset=iso-8859-1", "part");
          assertPage(get("/part/a?n=2"), "[\u00fc 2]", "text/plain;charset=iso-8859-1", "part");
        } else {
          assertPage(
              get("/page/around"), "<p>\u00e4 [\u00fc 2]</p>", "text/html;charset=utf-8", "around");
        }
      }
    }
    assertThat(shop.made("/part/a")).as("twice by itself, once in the page").isEqualTo(3);
    assertThat(shop.made("/page/around")).isEqualTo(1);
    assertThat(statistics().puts()).isEqualTo(3);
    time.pass(Duration.ofMinutes(2)); // the lifetime of the part is over, not that of the page
    assertThat(status(get("/part/a?n=2"))).contains("fwd=");
    assertThat(status(get("/page/around"))).contains("hit");
    caches.invalidateTags("site");
    assertThat(status(get("/page/around"))).contains("fwd=");
    assertThat(status(get("/part/a?n=2"))).contains("hit");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void targetOfAForward_andThePageThatForwards_doNotSpoilEachOther(boolean targetFirst)
      throws Exception {
    part();
    shop.page(
        "/page/front",
        (request, response) -> {
          response.setHeader("X-Front", "front");
          response.getWriter().print("not to be seen");
          request.getRequestDispatcher("/part/a?n=2").forward(request, response);
        });
    for (int round = 0; round < 2; round++) {
      for (boolean target : targetFirst ? List.of(true, false) : List.of(false, true)) {
        HttpResponse<String> response = get(target ? "/part/a?n=2" : "/page/front");
        assertThat(response.body()).isEqualTo("[\u00fc 2]");
        assertThat(response.headers().allValues("X-Of")).containsExactly("part");
        assertThat(response.headers().firstValue("X-Front").isPresent()).isEqualTo(!target);
      }
    }
    assertThat(shop.made("/part/a")).isEqualTo(2);
    assertThat(shop.made("/page/front")).isEqualTo(1);
    time.pass(Duration.ofMinutes(2));
    assertThat(status(get("/part/a?n=2"))).contains("fwd=");
    assertThat(status(get("/page/front"))).contains("hit");
  }

  private void part() {
    shop.page(
        "/part/a",
        (request, response) -> {
          response.setContentType("text/plain;charset=ISO-8859-1");
          response.setHeader("X-Of", "part");
          response.getWriter().print("[\u00fc " + request.getParameter("n") + "]");
        });
  }

  private static void assertPage(
      HttpResponse<String> response, String body, String type, String of) {
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase(type);
    assertThat(response.headers().allValues("X-Of")).containsExactly(of);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void pageThatAFilterCompresses_isRightForEachClient(String first) throws Exception {
    text("/page/gzip/a", TEXT);
    String other = first.equals("gzip") ? "identity" : "gzip";
    for (String coding : List.of(first, other, first, other)) {
      assertCoded(bytes("/page/gzip/a", "Accept-Encoding", coding), coding);
    }
    assertThat(shop.made("/page/gzip/a")).isEqualTo(2);
    assertThat(statistics().hits()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void plainPage_isRightForEachClient(String first) throws Exception {
    text("/page/a", TEXT);
    String other = first.equals("gzip") ? "identity" : "gzip";
    for (String coding : List.of(first, other, first, other)) {
      assertCoded(bytes("/page/a", "Accept-Encoding", coding), coding);
    }
    assertThat(bytes("/page/a").body()).isEqualTo(TEXT.getBytes(UTF_8));
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  private static void assertCoded(HttpResponse<byte[]> response, String coding) throws IOException {
    boolean packed = coding.equals("gzip");
    assertThat(response.headers().allValues("Content-Encoding"))
        .isEqualTo(packed ? List.of("gzip") : List.of());
    assertThat(String.join(",", response.headers().allValues("Vary")))
        .isEqualToIgnoringCase("Accept-Encoding");
    byte[] body = packed ? unpacked(response.body()) : response.body();
    assertThat(new String(body, UTF_8)).isEqualTo(TEXT);
    response
        .headers()
        .firstValueAsLong("Content-Length")
        .ifPresent(length -> assertThat(length).isEqualTo(response.body().length));
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void user_seesThePageOfTheRole_thatWasGivenOrTakenMeanwhile() throws Exception {
    shop.page(
        "/roles/a",
        (request, response) ->
            response.getWriter().print(request.isUserInRole("editor") ? "edit" : "read"));
    for (boolean now : List.of(false, false, true, true, false, true)) {
      editor = now;
      assertThat(get("/roles/a").body()).isEqualTo(now ? "edit" : "read");
    }
    assertThat(shop.made("/roles/a")).isEqualTo(2);
    assertThat(statistics().hits()).isEqualTo(4);
  }

  private HttpResponse<byte[]> bytes(String path, String... fields) throws Exception {
    var request = request(path);
    return client.send(
        (fields.length == 0 ? request : request.headers(fields)).build(),
        BodyHandlers.ofByteArray());
  }

  /** Lets one user be logged in, whose role changes. */
  private final class Login extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteUser() {
              return "ann";
            }

            @Override
            public Principal getUserPrincipal() {
              return () -> "ann";
            }

            @Override
            public boolean isUserInRole(String role) {
              return editor && role.equals("editor");
            }
          },
          response);
    }
  }

  /** Compresses pages: says so with the first byte, and ends the stream behind the page. */
  private static final class GzipFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String accepted = request.getHeader("Accept-Encoding");
      response.addHeader("Vary", "Accept-Encoding");
      if (accepted == null || !accepted.contains("gzip")) {
        chain.doFilter(request, response);
        return;
      }
      GzipResponse packed = new GzipResponse(response);
      chain.doFilter(request, packed);
      packed.finish();
    }
  }

  /** A response that is compressed on its way. */
  private static final class GzipResponse extends HttpServletResponseWrapper {
    private @Nullable GzipStream stream;
    private @Nullable PrintWriter writer;

    GzipResponse(HttpServletResponse response) {
      super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (stream == null) {
        stream = new GzipStream((HttpServletResponse) getResponse());
      }
      return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      if (writer == null) {
        writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), UTF_8));
      }
      return writer;
    }

    void finish() throws IOException {
      if (writer != null) {
        writer.flush();
      }
      if (stream != null) {
        stream.finish();
      }
    }
  }

  /** The stream of a compressed response. */
  private static final class GzipStream extends ServletOutputStream {
    private final HttpServletResponse response;
    private final ServletOutputStream sink;
    private @Nullable GZIPOutputStream packing;

    GzipStream(HttpServletResponse response) throws IOException {
      this.response = response;
      this.sink = response.getOutputStream();
    }

    private OutputStream packing() throws IOException {
      if (packing == null) {
        response.setHeader("Content-Encoding", "gzip");
        packing = new GZIPOutputStream(sink);
      }
      return packing;
    }

    @Override
    public void write(int value) throws IOException {
      packing().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      packing().write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    void finish() throws IOException {
      if (packing != null) {
        packing.finish();
        packing.flush();
      }
    }
  }
}
