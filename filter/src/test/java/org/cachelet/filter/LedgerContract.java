// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.FrameworkServlet;

/** What follows from what the application reads, over HTTP. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class LedgerContract {
  private final PassingTime time = new PassingTime();
  private final Shop shop = new Shop();
  private final FrameworkServlet framework = new FrameworkServlet();
  private final Caches caches =
      Caches.builder()
          .time(time)
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WebServer server;

  abstract WebServer start(WebServer.Application application) throws Exception;

  @BeforeEach
  void open() throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("cachelet.cache-status", "on");
    parameters.put("cachelet.hosts", "127.0.0.1,shop.example.com,*.shop.example.com:8443");
    parameters.put("cachelet.ignore-params", "utm_*");
    parameters.put("cachelet.ignore-cookies", "_ga*");
    parameters.put("cachelet.page.default.ttl", "10m");
    parameters.put("cachelet.page.on.path", "/on/**");
    parameters.put("cachelet.page.off.path", "/off/**");
    parameters.put("cachelet.page.off.ledger", "off");
    parameters.put("cachelet.page.off.vary-by", "session:currency,host");
    parameters.put("cachelet.page.report.path", "/report/**");
    parameters.put("cachelet.page.report.ledger", "report");
    parameters.put("cachelet.page.open.path", "/open/**");
    parameters.put("cachelet.page.open.ledger", "off");
    parameters.put("cachelet.page.open.leak-guard", "off");
    parameters.put("cachelet.page.few.path", "/few/**");
    parameters.put("cachelet.page.few.max-variants", "3");
    parameters.put("cachelet.page.few.max-entries", "5");
    parameters.put("cachelet.page.few.max-unknown-queries", "2");
    parameters.put("cachelet.page.stale.path", "/stale/**");
    parameters.put("cachelet.page.stale.max-entries", "2");
    parameters.put("cachelet.page.stale.stale-while-revalidate", "2h");
    parameters.put("cachelet.page.mvc.servlet", "FrameworkServlet");
    settings(parameters);
  }

  private void settings(Map<String, String> parameters) throws Exception {
    server =
        start(
            new WebServer.Application(
                parameters,
                caches,
                List.of(new WebServer.Mapped("/", shop), new WebServer.Mapped("/mvc", framework))));
  }

  /** Starts anew with the tests as a trusted proxy. */
  private void trust() throws Exception {
    server.stop();
    settings(
        new HashMap<>(
            Map.of(
                "cachelet.cache-status", "on",
                "cachelet.hosts", "127.0.0.1,shop.example.com,*.shop.example.com:8443",
                "cachelet.trusted-proxies", "127.0.0.0/8,::1",
                "cachelet.page.on.path", "/on/**",
                "cachelet.page.default.ttl", "10m")));
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
  }

  @Test
  void off_leavesVariantsToVary() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          response.setHeader("Vary", "X-Told");
          response
              .getWriter()
              .print(request.getHeader("X-Told") + ' ' + request.getHeader("X-Read"));
        });
    assertThat(get("/off/a", "X-Told", "1", "X-Read", "1").body()).isEqualTo("1 1");
    assertThat(get("/off/a", "X-Told", "1", "X-Read", "2").body()).isEqualTo("1 1");
    assertThat(get("/off/a", "X-Told", "2", "X-Read", "2").body()).isEqualTo("2 2");
    assertThat(get("/off/a", "X-Told", "1").body()).isEqualTo("1 1");
    assertThat(shop.made("/off/a")).isEqualTo(2);
  }

  @Test
  void off_varies_alsoByCookiesAsAWhole() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          response.setHeader("Vary", "Cookie");
          response.getWriter().print(cookie(request, "a"));
        });
    assertThat(get("/off/a", "Cookie", "a=1").body()).isEqualTo("1");
    assertThat(get("/off/a", "Cookie", "a=1; _ga=7").body()).isEqualTo("1");
    assertThat(get("/off/a", "Cookie", "a=2").body()).isEqualTo("2");
    assertThat(get("/off/a").body()).isEqualTo("none");
    assertThat(get("/off/a", "Cookie", "a=1").body()).isEqualTo("1");
    assertThat(shop.made("/off/a")).isEqualTo(3);
  }

  @Test
  void off_stores_whatTheLedgerWouldRefuse() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          Objects.requireNonNull(request.getRemoteAddr());
          response.getWriter().print("session " + request.getSession().getAttribute("other"));
        });
    String session = loggedIn("other", "x");
    assertThat(status(get("/off/a", "Cookie", session)))
        .isEqualTo("Cachelet; fwd=uri-miss; stored");
    assertThat(get("/off/a").body()).isEqualTo("session x");
    assertThat(get("/off/a").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void off_hasTheInputsOfTheRuleInTheKey_alsoWhenNobodyReadsThem() throws Exception {
    shop.page("/off/a", (request, response) -> response.getWriter().print("made"));
    get("/off/a");
    String euro = loggedIn("currency", "EUR");
    String franc = loggedIn("currency", "CHF");
    assertThat(status(get("/off/a", "Cookie", euro))).isEqualTo("Cachelet; fwd=vary-miss; stored");
    assertThat(status(get("/off/a", "Cookie", franc))).isEqualTo("Cachelet; fwd=vary-miss; stored");
    assertThat(status(get("/off/a", "Cookie", euro))).startsWith("Cachelet; hit");
    assertThat(shop.made("/off/a")).isEqualTo(3);
  }

  @Test
  void off_refuses_whenAnInputOfTheRuleChangesMeanwhile() throws Exception {
    String session = loggedIn("currency", "EUR");
    shop.page(
        "/off/a",
        (request, response) -> {
          request.getSession().setAttribute("currency", "CHF");
          response.getWriter().print("CHF");
        });
    assertThat(status(get("/off/a", "Cookie", session)))
        .contains("session:currency changed while the page was made");
  }

  @Test
  void off_refuses_whatTheApplicationRefuses() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          Dependencies.current().refuse("for one visitor");
          response.getWriter().print("made");
        });
    assertThat(status(get("/off/a"))).contains("for one visitor");
    get("/off/a");
    assertThat(shop.made("/off/a")).isEqualTo(2);
  }

  @Test
  void off_leavesAPageThatBeginsASession_toWhatIsSaidOfCookies() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          request.getSession().setAttribute("cart", "full");
          response.getWriter().print("made");
        });
    assertThat(get("/off/a").headers().firstValue("Set-Cookie")).isPresent();
    assertThat(get("/off/a").headers().firstValue("Set-Cookie")).isPresent();
    assertThat(shop.made("/off/a")).isEqualTo(2);
  }

  @Test
  void pageThatWasStoredWithoutTheLedger_isNotFound_onceThereIsOne() throws Exception {
    shop.page("/on/a", (request, response) -> response.getWriter().print(request.getHeader("X-A")));
    List<String> answers = new ArrayList<>();
    List<WebServer> nodes = new ArrayList<>(List.of(server));
    for (String mode : List.of("off", "report", "on")) {
      settings(
          Map.of(
              "cachelet.page.on.path", "/on/**",
              "cachelet.page.on.ttl", "10m",
              "cachelet.page.on.ledger", mode,
              "cachelet.cache-status", "on"));
      nodes.add(server);
      answers.add(get("/on/a", "Host", "shop.example.com", "X-A", mode).body());
    }
    for (WebServer node : nodes.subList(0, 3)) {
      node.stop();
    }
    assertThat(answers).containsExactly("off", "off", "on");
  }

  @Test
  void off_hidesWhatIsIgnored() throws Exception {
    shop.page(
        "/off/a",
        (request, response) ->
            response
                .getWriter()
                .print(
                    request.getQueryString()
                        + request.getParameterMap().keySet()
                        + request.getHeader("Cookie")
                        + cookie(request, "_ga")));
    assertThat(get("/off/a?utm_source=x&a=1", "Cookie", "_ga=1").body())
        .isEqualTo("a=1[a]nullnone");
  }

  @Test
  void off_refuses_whenTheUserLogsOut() throws Exception {
    shop.page(
        "/off/a",
        (request, response) -> {
          try {
            request.logout();
          } catch (ServletException e) { // where nobody can log in
            response.getWriter().print("bye");
          }
        });
    assertThat(status(get("/off/a"))).contains("the user was logged out");
  }

  @Test
  void report_stores_andTellsWhatTheLedgerWouldHaveRefused() throws Exception {
    shop.page(
        "/report/a", (request, response) -> response.getWriter().print(request.getRemoteAddr()));
    assertThat(status(get("/report/a")))
        .isEqualTo(
            "Cachelet; fwd=uri-miss; stored; detail=\"the ledger would not have stored it,"
                + " remote-address was read, which belongs to one visitor and is not in"
                + " vary-by\"");
    assertThat(status(get("/report/a"))).startsWith("Cachelet; hit");
  }

  @Test
  void report_tellsVariantsThatVaryDoesNotName() throws Exception {
    shop.page(
        "/report/a",
        (request, response) -> {
          response.setHeader("Vary", "X-Told");
          response
              .getWriter()
              .print(request.getHeader("X-Told") + ' ' + request.getHeader("X-Read"));
        });
    assertThat(status(get("/report/a", "X-Read", "1")))
        .isEqualTo(
            "Cachelet; fwd=uri-miss; stored;"
                + " detail=\"the ledger would have made variants by [header:x-read]\"");
    assertThat(get("/report/a", "X-Read", "2").body()).isEqualTo("null 1");
  }

  @Test
  void report_saysNothing_whereTheLedgerWouldDoTheSame() throws Exception {
    shop.page("/report/a", (request, response) -> response.getWriter().print("text"));
    assertThat(status(get("/report/a"))).isEqualTo("Cachelet; fwd=uri-miss; stored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-For",
        "Forwarded",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Host",
        "X-HTTP-Method-Override",
      })
  void forwardingField_isNotShared_whenAnybodySendsIt(String field) throws Exception {
    shop.page("/on/a", (request, response) -> response.getWriter().print(request.getHeader(field)));
    assertThat(status(get("/on/a", field, "evil.example"))).contains("anybody can send");
    assertThat(get("/on/a").body()).isEqualTo("null");
    assertThat(get("/on/a").body()).isEqualTo("null");
    assertThat(get("/on/a", field, "evil.example").body()).isEqualTo("evil.example");
    assertThat(get("/on/a").body()).isEqualTo("null");
    assertThat(shop.made("/on/a")).isEqualTo(3);
  }

  @Test
  void forwardingField_costsNothing_whenNobodyReadsIt() throws Exception {
    shop.page("/on/a", (request, response) -> response.getWriter().print("text"));
    get("/on/a", "X-Forwarded-Host", "evil.example");
    assertThat(status(get("/on/a"))).startsWith("Cachelet; hit");
  }

  @Test
  void trustedProxy_saysWhereThePageIs() throws Exception {
    trust();
    shop.page(
        "/on/a",
        (request, response) ->
            response
                .getWriter()
                .print(
                    Stream.of(
                            "X-Forwarded-Proto",
                            "X-Forwarded-Host",
                            "X-Forwarded-For",
                            "traceparent")
                        .map(request::getHeader)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))));
    String[] https = {
      "X-Forwarded-Proto", "https",
      "X-Forwarded-Host", "shop.example.com",
      "X-Forwarded-For", "203.0.113.9",
      "traceparent", "00-1-2-01"
    };
    String[] other = https.clone();
    other[5] = "203.0.113.10";
    other[7] = "00-1-3-01";
    String[] http = {"X-Forwarded-Proto", "http", "X-Forwarded-Host", "shop.example.com"};
    assertThat(get("/on/a", https).body()).isEqualTo("https shop.example.com null null");
    assertThat(status(get("/on/a", other))).startsWith("Cachelet; hit");
    assertThat(get("/on/a", http).body()).isEqualTo("http shop.example.com null null");
    assertThat(get("/on/a").body()).isEqualTo("null null null null");
    assertThat(shop.made("/on/a")).isEqualTo(3);
  }

  @Test
  void trustedProxy_isUnderstood_byRfc7239() throws Exception {
    trust();
    shop.page(
        "/on/a", (request, response) -> response.getWriter().print(request.getHeader("Forwarded")));
    String forwarded = "for=203.0.113.9;proto=https;host=shop.example.com";
    assertThat(get("/on/a", "Forwarded", forwarded).body())
        .isEqualTo("proto=\"https\";host=\"shop.example.com\"");
    assertThat(status(get("/on/a", "Forwarded", forwarded.replace(".9;", ".10;"))))
        .startsWith("Cachelet; hit");
    assertThat(get("/on/a", "Forwarded", "for=203.0.113.9").body()).isEqualTo("null");
    assertThat(get("/on/a").body()).isEqualTo("null");
    assertThat(shop.made("/on/a")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Host | evil.example | a forwarded host is not listed in cachelet.hosts",
        "X-Forwarded-Host | a.shop.example.com:81 | a forwarded host is not listed",
        "X-Forwarded-Host | a.shop.example.com:8443 | stored",
        "X-Forwarded-Host | shop.example.com, evil.example | a forwarded host is not listed",
        "Forwarded | host=evil.example | a forwarded host is not listed in cachelet.hosts",
        "Forwarded | host= | a forwarding field is malformed",
        "X-Forwarded-Proto | gopher | a forwarding field is malformed",
        "X-Forwarded-Prefix | //evil.example | a forwarding field is malformed",
        "X-Forwarded-Port | 0 | a forwarding field is malformed",
        "X-Original-URL | /admin | stored", // not read
      })
  void trustedProxy_isChecked(String field, String value, String told) throws Exception {
    trust();
    shop.page("/on/a", (request, response) -> response.getWriter().print("text"));
    assertThat(status(get("/on/a", field, value))).contains(told);
  }

  @Test
  void trustedProxy_doesNotVouch_forFieldsOfTheClient() throws Exception {
    trust();
    shop.page(
        "/on/a",
        (request, response) -> response.getWriter().print(request.getHeader("X-Original-URL")));
    assertThat(status(get("/on/a", "X-Original-URL", "/x"))).contains("anybody can send");
  }

  @Test
  void guard_keepsTheSessionIdOutOfTheCache() throws Exception {
    String session = loggedIn("other", "x");
    String id = session.substring(session.indexOf('=') + 1);
    shop.page("/on/a", (request, response) -> response.getWriter().print("<!-- " + id + " -->"));
    HttpResponse<String> first = get("/on/a", "Cookie", session);
    assertThat(status(first))
        .contains("detail=\"the id of the session was found at byte 5\"")
        .doesNotContain(id);
    assertThat(first.body()).contains(id);
    get("/on/a", "Cookie", session);
    assertThat(shop.made("/on/a")).isEqualTo(2);
  }

  @Test
  void guard_knowsTokensAndRandomCookies_inEachLedgerMode() throws Exception {
    String session = loggedIn("CSRF_TOKEN", "tok/en+1234567890");
    for (String path : List.of("/on/a", "/off/a", "/report/a")) {
      shop.page(
          path,
          (request, response) ->
              response
                  .getWriter()
                  .print(
                      request.getQueryString() == null
                          ? "<input value='tok&#x2F;en&#43;1234567890'>"
                          : "sid=a1b2c3d4e5f60718"));
      assertThat(status(get(path, "Cookie", session)))
          .contains("the token in attribute CSRF_TOKEN of the session was found at byte 14");
      assertThat(status(get(path + "?c", "Cookie", "sid=a1b2c3d4e5f60718; theme=dark")))
          .contains("the value of cookie sid was found at byte 4");
    }
    shop.page("/open/a", (request, response) -> response.getWriter().print("a1b2c3d4e5f60718"));
    assertThat(status(get("/open/a", "Cookie", "sid=a1b2c3d4e5f60718"))).contains("stored");
  }

  @Test
  void guard_expandsWhatIsCompressed_andRefusesWhatItCannot() throws Exception {
    shop.page(
        "/on/a",
        (request, response) -> {
          boolean gzip = request.getQueryString() == null;
          response.setHeader("Content-Encoding", gzip ? "gzip" : "br");
          response.setHeader("Vary", "Accept-Encoding");
          response.getOutputStream().write(Gzip.compressed("id a1b2c3d4e5f60718".getBytes(UTF_8)));
        });
    String[] secret = {"Cookie", "sid=a1b2c3d4e5f60718"};
    assertThat(status(get("/on/a", secret))).contains("of cookie sid was found at byte 3");
    assertThat(status(get("/on/a?br", secret))).contains("cannot be searched");
    assertThat(status(get("/on/a?br"))).contains("stored");
  }

  @Test
  void guard_takesNoNote_ofWhatIsInTheKeyOrHidden() throws Exception {
    shop.page("/on/a", (request, response) -> response.getWriter().print(cookie(request, "sid")));
    assertThat(status(get("/on/a", "Cookie", "sid=a1b2c3d4e5f60718"))).contains("stored");
    shop.page("/on/b", (request, response) -> response.getWriter().print("a1b2c3d4e5f60718"));
    assertThat(status(get("/on/b", "Cookie", "_ga=a1b2c3d4e5f60718"))).contains("stored");
  }

  @Test
  void variants_areStored_upToTheBound() throws Exception {
    shop.page(
        "/few/a", (request, response) -> response.getWriter().print(request.getHeader("X-Brand")));
    for (String brand : List.of("1", "2", "3")) {
      assertThat(status(get("/few/a", "X-Brand", brand))).contains("stored");
    }
    assertThat(get("/few/a", "X-Brand", "4").body()).isEqualTo("4");
    assertThat(status(get("/few/a", "X-Brand", "4")))
        .contains("detail=\"the bound max-variants of 3 is reached\"");
    for (String brand : List.of("1", "2", "3")) {
      assertThat(status(get("/few/a", "X-Brand", brand))).startsWith("Cachelet; hit");
    }
    time.pass(Duration.ofMinutes(10));
    assertThat(status(get("/few/a", "X-Brand", "4"))).contains("stored");
  }

  @Test
  void pages_areStored_upToTheBoundOfAnHour() throws Exception {
    for (int i = 0; i < 6; i++) {
      shop.page("/few/" + i, (request, response) -> response.getWriter().print("text"));
      assertThat(status(get("/few/" + i)))
          .contains(i < 5 ? "stored" : "the bound max-entries of 5 is reached");
    }
    assertThat(status(get("/few/0"))).startsWith("Cachelet; hit");
    time.pass(Duration.ofHours(1));
    assertThat(status(get("/few/5"))).contains("stored");
  }

  @Test
  void storedPage_isReplaced_whenOthersHaveReachedTheBound() throws Exception {
    for (int i = 0; i < 4; i++) {
      shop.page("/stale/" + i, (request, response) -> response.getWriter().print("text"));
    }
    get("/stale/0");
    time.pass(Duration.ofHours(1));
    get("/stale/1");
    get("/stale/2");
    assertThat(status(get("/stale/3"))).contains("the bound max-entries of 2 is reached");
    assertThat(status(get("/stale/0"))).startsWith("Cachelet; hit; ttl=-3000");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(status(get("/stale/0"))).startsWith("Cachelet; hit; ttl=600"));
  }

  @Test
  void unknownParameters_areStored_upToTheBound() throws Exception {
    shop.page("/few/a", (request, response) -> response.getWriter().print("text"));
    assertThat(status(get("/few/a?x=1"))).contains("stored");
    assertThat(status(get("/few/a?y=1"))).contains("stored");
    assertThat(status(get("/few/a?z=1"))).contains("the bound max-unknown-queries of 2 is reached");
    assertThat(status(get("/few/a?x=1"))).startsWith("Cachelet; hit");
    shop.page(
        "/few/a",
        (request, response) ->
            response
                .getWriter()
                .print(request.getQueryString() + ": page " + request.getParameter("page")));
    assertThat(status(get("/few/a?page=1"))).contains("stored");
    assertThat(status(get("/few/a?page=2"))).contains("stored");
  }

  @Test
  void parameters_doNotBecomeKnown_whenTheClientMadeThemUp() throws Exception {
    shop.page(
        "/few/a",
        (request, response) -> {
          for (String name : request.getParameterMap().keySet()) {
            response.getWriter().print(name + request.getParameter(name));
          }
        });
    get("/few/a?a=1");
    get("/few/a?b=1");
    assertThat(status(get("/few/a?c=1"))).contains("max-unknown-queries");
  }

  @Test
  void visitor_cannotPushOutOthers_byNamesOfCookies() throws Exception {
    shop.page(
        "/on/a",
        (request, response) -> {
          for (Cookie cookie : Objects.requireNonNullElse(request.getCookies(), new Cookie[0])) {
            response.getWriter().print(cookie.getName() + cookie.getValue());
          }
          response.getWriter().print(".");
        });
    get("/on/a");
    get("/on/a", "Cookie", "a=1");
    assertThat(get("/on/a", "Cookie", "evil=1").body()).isEqualTo("evil1.");
    assertThat(status(get("/on/a"))).startsWith("Cachelet; hit");
    assertThat(status(get("/on/a", "Cookie", "a=1"))).startsWith("Cachelet; hit");
    assertThat(get("/on/a", "Cookie", "a=1; evil=1").body()).isEqualTo("a1evil1.");
  }

  @Test
  void visitor_isNotShared_whoseValueIsTooLongForAKey() throws Exception {
    shop.page(
        "/on/a", (request, response) -> response.getWriter().print(request.getHeader("X-Long")));
    get("/on/a");
    assertThat(status(get("/on/a", "X-Long", "x".repeat(5_000)))).contains("fwd=bypass");
    assertThat(status(get("/on/a", "X-Long", "x".repeat(2_000)))).contains("stored");
  }

  @Test
  void frameworkThatReadsForTheRecord_doesNotKeepItsPagesFromBeingShared() throws Exception {
    String session = loggedIn("other", "x");
    assertThat(get("/mvc").body()).isEqualTo("made 1");
    assertThat(get("/mvc", "Cookie", session).body()).isEqualTo("made 1");
    HttpResponse<String> jsp = get("/mvc?session=1");
    assertThat(jsp.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(status(jsp)).contains("stored");
    assertThat(get("/mvc?session=1", "Cookie", session).body()).isEqualTo("made 2");
    String id = session.substring(session.indexOf('=') + 1);
    assertThat(get("/mvc?other", "Cookie", session).body()).isEqualTo("made 3");
    assertThat(get("/mvc?other").body()).isEqualTo("made 3");
    assertThat(framework.events()).hasSize(3).startsWith("127.0.0.1 none null");
    assertThat(framework.events().get(2)).contains(id.split("\\.", 2)[0]);
    assertThat(status(get("/mvc?ip=1"))).contains("remote-address was read");
  }

  /** Begins a session that holds an attribute; returns its cookie. */
  private String loggedIn(String attribute, String value) throws Exception {
    shop.page("/login", (request, response) -> request.getSession().setAttribute(attribute, value));
    return get("/login").headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpResponse<String> get(String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(30));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String status(HttpResponse<String> response) {
    return response.headers().firstValue("Cache-Status").orElseThrow();
  }

  private static String cookie(HttpServletRequest request, String name) {
    for (Cookie cookie : Objects.requireNonNullElse(request.getCookies(), new Cookie[0])) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return "none";
  }
}
