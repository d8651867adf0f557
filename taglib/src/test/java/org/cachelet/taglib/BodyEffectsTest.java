// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the body of a fragment does besides writing its text. */
final class BodyEffectsTest extends JspTests {
  private static final String END = "</cache:fragment>";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "response.setStatus(201);",
        "response.addHeader(\"X-A\", \"b\");",
        "response.setHeader(\"X-Before\", \"c\");",
        "response.addHeader(\"X-Before\", \"c\");",
        "response.setIntHeader(\"X-A\", 1);",
        "response.setDateHeader(\"X-A\", 1);",
        "response.addCookie(new jakarta.servlet.http.Cookie(\"a\", \"b\"));",
        "response.addHeader(\"Set-Cookie\", \"a=b\");",
        "response.setHeader(\"Set-Cookie\", \"a=b\");",
        "response.setContentType(\"text/plain;charset=UTF-8\");",
        "response.setCharacterEncoding(\"UTF-16\");",
        "response.setLocale(java.util.Locale.GERMANY);",
        "response.sendError(503);",
        "response.sendError(404, \"gone\"); if (true) return;",
        "response.sendRedirect(\"/elsewhere\");",
        "response.sendRedirect(\"/elsewhere\"); if (true) return;",
        "response.reset();",
        "response.resetBuffer();",
        "response.flushBuffer();",
        "request.setAttribute(\"a\", \"b\");",
        "request.removeAttribute(\"before\");",
        "pageContext.setAttribute(\"a\", \"b\", PageContext.REQUEST_SCOPE);",
        "pageContext.forward(\"/forwarded.txt\"); if (true) return;",
      })
  void bodyWithAnEffect_hasItEachTime_asWithoutTheTag(String scriptlet) throws Exception {
    site.file("/forwarded.txt", "forwarded");
    String before =
        "<% response.setHeader(\"X-Before\", \"b\"); request.setAttribute(\"before\", \"b\"); %>a";
    String body = COUNT + "b<% " + scriptlet + " %>c";
    String after = "<% if (!response.isCommitted()) { %>d${a}${before}<% } %>";
    String plain = page(before + body + after);
    String cached = page(before + "<cache:fragment name='f'>" + body + END + after);
    Map<String, Object> expected = seen(site.send(plain));
    assertThat(seen(site.send(cached))).isEqualTo(expected);
    assertThat(seen(site.send(cached))).isEqualTo(expected);
    assertThat(Made.count("x")).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "response.reset();, bcd",
    "response.resetBuffer();, bcd",
    "pageContext.getResponse().resetBuffer();, bcd",
    "response.flushBuffer();, abcd",
  })
  void bodyThatClearsOrFlushesThePage_doesSoEachTime(String scriptlet, String text)
      throws Exception {
    String before = "<%@ page buffer='none' %>a"; // all that is before is in the response itself
    String body = COUNT + "b<% " + scriptlet + " %>c";
    String cached = page(before + "<cache:fragment name='f'>" + body + END + "d");
    assertThat(site.get(cached)).isEqualTo(text);
    assertThat(site.get(cached)).isEqualTo(text);
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @Test
  void includeThatClearsThePage_doesSoEachTime_ifTheContainerLetsIt() throws Exception {
    site.file("/clearing.jsp", "<% response.resetBuffer(); %>");
    String cached =
        page(
            "<%@ page buffer='none' %>a<cache:fragment name='f'>b"
                + "<% request.getRequestDispatcher(\"/clearing.jsp\").include(request, response); %>"
                + END);
    String first = site.get(cached);
    assertThat(first).endsWith("b");
    assertThat(site.get(cached)).isEqualTo(first);
  }

  private static Map<String, Object> seen(HttpResponse<String> response) {
    Map<String, Object> seen = new TreeMap<>(response.headers().map());
    seen.keySet().removeIf(name -> name.equals("date") || name.equals("connection"));
    seen.put("status", response.statusCode());
    seen.put("body", response.body().replaceAll("p\\d+\\.jsp", "page"));
    return seen;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "request.getSession().setAttribute(\"a\", \"b\");",
        "request.getSession().invalidate();",
        "request.changeSessionId();",
        "request.getHeader(\"X-A\");",
        "request.getHeaderNames();",
        "request.getRemoteAddr();",
        "request.getCookies();",
        "request.isUserInRole(\"admin\");",
        "request.getUserPrincipal();",
        "request.getRemoteUser();",
        "request.getQueryString();",
        "request.getParameterMap();",
        "request.getLocale();",
        "request.getLocales();",
        "request.getRequestedSessionId();",
        "request.getMethod();",
        "request.getProtocol();",
        "request.getLocalPort();",
        "request.getRemotePort();",
        "request.getAuthType();",
        "request.getContentLength();",
        "request.getInputStream();",
        "request.getReader();",
        "request.getAttribute(\"jakarta.servlet.request.X509Certificate\");",
        "org.cachelet.cache.Dependencies.current().refuse(\"no\");",
      })
  void fragment_isNotStored_whenItsBodyReadsMore(String scriptlet) throws Exception {
    String page =
        page(
            "<% request.getSession(); %><cache:fragment name='f'>"
                + MADE
                + "<% "
                + scriptlet
                + " %>"
                + END);
    site.send(page);
    site.send(page);
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<c:set var='a' value='b' scope='request'/>",
        "<c:redirect url='/elsewhere'/>",
        "<jsp:forward page='/forwarded2.txt'/>",
        "<fmt:setLocale value='de' scope='request'/>",
        "<fmt:requestEncoding value='UTF-16'/><cache:refuse reason='changes nothing'/>",
      })
  void tagWithAnEffect_hasItEachTime_asWithoutTheFragment(String tag) throws Exception {
    site.file("/forwarded2.txt", "forwarded");
    String fmt = "<%@ taglib prefix='fmt' uri='jakarta.tags.fmt' %>";
    String body = COUNT + "b" + tag + "c";
    String plain = page(fmt + "a" + body + "${requestScope.a}");
    String cached = page(fmt + "a<cache:fragment name='f'>" + body + END + "${requestScope.a}");
    Map<String, Object> expected = seen(site.send(plain));
    assertThat(seen(site.send(cached))).isEqualTo(expected);
    assertThat(seen(site.send(cached))).isEqualTo(expected);
    assertThat(Made.count("x")).isEqualTo(3);
  }

  @Test
  void bodyThatBeginsASession_doesSoForEachVisitor() throws Exception {
    String page = page("<cache:fragment name='f'>" + MADE + "<% request.getSession(); %>" + END);
    assertThat(site.send(page).headers().map()).containsKey("set-cookie");
    assertThat(site.send(page).headers().map()).containsKey("set-cookie");
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @Test
  void bodyThatEndsThePage_isNotStored() throws Exception {
    String page =
        page(
            "<cache:fragment name='f'>"
                + MADE
                + "<% if (request.getAttribute(\"never\") == null) return; %>"
                + END);
    String next = page("<cache:fragment name='f'>" + MADE + END);
    site.send(page);
    site.send(page);
    assertThat(Made.count("x")).isEqualTo(2);
    assertThat(site.get(next)).isEqualTo("3");
    assertThat(site.get(next)).isEqualTo("3");
  }
}
