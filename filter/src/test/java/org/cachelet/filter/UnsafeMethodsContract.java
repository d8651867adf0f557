// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What unsafe methods invalidate (RFC 9111 section 4.4, RFC 9875), over HTTP. */
abstract class UnsafeMethodsContract extends ShopContract {
  private static final String PAGE = "/page/a";

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.hosts", "127.0.0.1,localhost,shop.example");
    settings.put("cachelet.page.site.path", "/page/**");
    settings.put("cachelet.page.site.ttl", "10m");
  }

  @BeforeEach
  void store() throws Exception {
    text(PAGE, "text");
    get(PAGE);
    get(PAGE + "?x=1");
    get(PAGE, "Accept-Language", "de");
    assertThat(shop.made(PAGE)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "POST      | RFC 9110 section 9.3.3",
        "PUT       | RFC 9110 section 9.3.4",
        "DELETE    | RFC 9110 section 9.3.5",
        "PATCH     | RFC 5789 section 2",
        "PURGE     | RFC 9111 section 4.4, methods of unknown safety",
        "get       | RFC 9110 section 9.1, methods are case-sensitive",
        "X-UNKNOWN | RFC 9111 section 4.4, methods of unknown safety",
      },
      delimiter = '|')
  void unsafeMethod_invalidatesItsAddressUnderAllQueries(String method, String section)
      throws Exception {
    assertThat(send(method, PAGE).statusCode()).isEqualTo(200);
    assertMadeAnew(section);
    get(PAGE + "?x=1");
    assertThat(shop.made(PAGE)).as("its other query").isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "PROPFIND", "REPORT", "SEARCH", "QUERY"})
  void safeMethod_invalidatesNothing_notEvenTheGroupsItNames(String method) throws Exception {
    shop.page(PAGE, (request, response) -> response.setHeader("Cache-Groups", "\"a\""));
    send("POST", PAGE);
    get(PAGE);
    get(PAGE + "?x=1");
    shop.page(PAGE, (request, response) -> response.setHeader("Cache-Group-Invalidation", "\"a\""));
    assertThat(send(method, PAGE).statusCode()).isEqualTo(200);
    assertStillStored("RFC 9110 section 9.2.1, RFC 9875 section 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 205, 301, 302, 303, 307, 308})
  void success_invalidates(int status) throws Exception {
    shop.page(PAGE, (request, response) -> response.setStatus(status));
    send("DELETE", PAGE);
    text(PAGE, "text");
    assertMadeAnew("RFC 9111 section 4.4: a non-error response is 2xx or 3xx");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 409, 422, 500, 503})
  void error_invalidatesNothing(int status) throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setHeader("Cache-Group-Invalidation", "\"a\"");
          response.setHeader("Location", PAGE);
          response.sendError(status);
        });
    assertThat(send("PURGE", PAGE).statusCode()).isEqualTo(status);
    assertThat(send("POST", "/other").statusCode()).isEqualTo(404);
    assertStillStored("RFC 9111 section 4.4");
  }

  @Test
  void exception_invalidatesNothing() throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          throw new ServletException("the database is down");
        });
    assertThat(send("POST", PAGE).statusCode()).isEqualTo(500);
    assertStillStored("RFC 9111 section 4.4");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Location         | /page/a",
        "Location         | a",
        "Location         | ./a?created#part",
        "Location         | ../page/a",
        "Location         | //127.0.0.1:PORT/page/a",
        "Location         | http://127.0.0.1:PORT/page/a",
        "Location         | HTTP://127.0.0.1:PORT/page/%61;v=1?q",
        "Content-Location | /page/a",
        "Content-Location | http://127.0.0.1:PORT/page/a",
      },
      delimiter = '|')
  void addressInTheAnswer_isInvalidated_alsoWhenNoRuleIsForTheRequest(String field, String value)
      throws Exception {
    answerWith("/other/form", field, PAGE);
    assertThat(send("POST", "/page/form").statusCode()).isEqualTo(404);
    assertStillStored("nothing has happened yet");
    answerWith("/page/form", field, value.replace("PORT", Integer.toString(port())));
    assertThat(send("POST", "/page/form").statusCode()).isEqualTo(201);
    assertMadeAnew("RFC 9111 section 4.4");
    assertThat(send("PUT", "/other/form").statusCode()).isEqualTo(201);
    get(PAGE);
    assertThat(shop.made(PAGE)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/page/a",
        "http://localhost:PORT/page/a",
        "https://127.0.0.1:PORT/page/a",
        "//evil.example/page/a",
        "http://user@127.0.0.1:PORT/page/a",
        "mailto:page/a",
        "http://127.0.0.1:PORT",
        "/page/b",
        ":::",
      })
  void addressInTheAnswer_isLeftAlone_whenItIsAnother(String location) throws Exception {
    answerWith("/form", "Location", location.replace("PORT", Integer.toString(port())));
    assertThat(send("POST", "/form").statusCode()).isEqualTo(201);
    assertStillStored("RFC 9111 section 4.4: never of another origin");
  }

  @Test
  void requestForAnotherHost_invalidatesNothingHere() throws Exception {
    for (String host : new String[] {"shop.example", "evil.example", "127.0.0.1:1"}) {
      assertThat(raw("POST " + PAGE + " HTTP/1.1", "Host: " + host, "Content-Length: 0"))
          .startsWith("HTTP/1.1 200");
    }
    get(PAGE);
    assertThat(shop.made(PAGE)).isEqualTo(5);
  }

  @Test
  void redirect_invalidatesWhereItLeads() throws Exception {
    shop.page("/form", (request, response) -> response.sendRedirect(PAGE));
    assertThat(send("POST", "/form").statusCode()).isEqualTo(302);
    assertMadeAnew("RFC 9111 section 4.4");
  }

  @Test
  void forward_invalidatesTheAddressThatWasAskedFor() throws Exception {
    text("/view", "saved");
    shop.page(
        PAGE,
        (request, response) -> request.getRequestDispatcher("/view").forward(request, response));
    assertThat(send("POST", PAGE).body()).isEqualTo("saved");
    text(PAGE, "text");
    assertMadeAnew("RFC 9111 section 4.4");
  }

  @Test
  void asynchronousAnswer_invalidates_whenItSucceeds() throws Exception {
    asynchronous("/form", 200);
    assertThat(send("POST", "/form").statusCode()).isEqualTo(200);
    await().until(() -> get(PAGE).headers().firstValue("Age").isEmpty());
  }

  @Test
  void asynchronousAnswer_invalidates_whenItIsDispatched() throws Exception {
    shop.page(
        "/form",
        (request, response) -> {
          if (request.getAttribute("again") == null) {
            request.setAttribute("again", true);
            request.startAsync().dispatch();
          } else {
            response.setHeader("Location", PAGE);
          }
        });
    assertThat(send("POST", "/form").statusCode()).isEqualTo(200);
    await().until(() -> get(PAGE).headers().firstValue("Age").isEmpty());
  }

  @Test
  void asynchronousAnswer_invalidatesNothing_whenItFails() throws Exception {
    asynchronous("/failing", 500);
    assertThat(send("POST", "/failing").statusCode()).isEqualTo(500);
    text("/page/other", "text");
    get("/page/other");
    assertThat(send("POST", "/page/other").statusCode()).isEqualTo(200); // one after the other
    assertStillStored("RFC 9111 section 4.4");
  }

  @Test
  void groups_areInvalidated_byTheNamesTheyShare() throws Exception {
    grouped("/page/one", "\"shoes\", \"news\"");
    grouped("/page/two", "\"news\";p=1");
    grouped("/page/three", "\"Shoes\"");
    grouped("/page/none", "shoes, \"news\"");
    answerWith("/form", "Cache-Group-Invalidation", "\"shoes\"");
    send("POST", "/form");
    assertThat(isStored("/page/one")).isFalse();
    assertThat(isStored("/page/two")).isTrue();
    assertThat(isStored("/page/three")).isTrue();
    answerWith("/form", "Cache-Group-Invalidation", "\"news\", token");
    send("POST", "/form");
    assertThat(isStored("/page/two")).as("malformed, so ignored as a whole").isTrue();
    answerWith("/form", "Cache-Group-Invalidation", "\"shoes\", \"news\";q=0.1");
    send("POST", "/form");
    assertThat(isStored("/page/one")).isFalse();
    assertThat(isStored("/page/two")).isFalse();
    assertThat(isStored("/page/none")).as("in no group").isTrue();
  }

  @Test
  void groups_belongToTheirOrigin() throws Exception {
    grouped("/page/one", "\"shoes\"");
    answerWith("/form", "Cache-Group-Invalidation", "\"shoes\"");
    raw("POST /form HTTP/1.1", "Host: shop.example", "Content-Length: 0");
    assertThat(isStored("/page/one")).as("RFC 9875 section 2.1").isTrue();
  }

  @Test
  void page_isNotStored_whenItsGroupIsInvalidatedWhileItIsMade() throws Exception {
    answerWith("/form", "Cache-Group-Invalidation", "\"shoes\"");
    shop.page(
        "/page/one",
        (request, response) -> {
          if (shop.made("/page/one") == 1) {
            sendUnchecked("/form");
          }
          response.setHeader("Cache-Groups", "\"shoes\"");
        });
    get("/page/one");
    assertThat(isStored("/page/one")).isFalse();
    assertThat(isStored("/page/one")).isTrue();
  }

  private void sendUnchecked(String path) {
    try {
      send("POST", path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void grouped(String path, String groups) throws Exception {
    shop.page(path, (request, response) -> response.setHeader("Cache-Groups", groups));
    get(path);
    assertThat(isStored(path)).isTrue();
  }

  private boolean isStored(String path) throws Exception {
    return get(path).headers().firstValue("Age").isPresent();
  }

  private void answerWith(String path, String field, String value) {
    shop.page(
        path,
        (request, response) -> {
          response.setStatus(HttpServletResponse.SC_CREATED);
          response.setHeader(field, value);
        });
  }

  private void asynchronous(String path, int status) {
    shop.page(
        path,
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                response.setStatus(status);
                response.setHeader("Location", PAGE);
                async.complete();
              });
        });
  }

  private void assertMadeAnew(String why) throws Exception {
    int made = shop.made(PAGE);
    assertThat(get(PAGE).headers().firstValue("Age")).as(why).isEmpty();
    assertThat(shop.made(PAGE)).as(why).isEqualTo(made + 1);
  }

  private void assertStillStored(String why) throws Exception {
    assertThat(get(PAGE).headers().firstValue("Age")).as(why).isPresent();
    assertThat(get(PAGE + "?x=1").headers().firstValue("Age")).as(why).isPresent();
  }
}
