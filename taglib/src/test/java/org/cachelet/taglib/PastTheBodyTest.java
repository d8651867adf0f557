// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written or read past the body of a tag, and what nobody had when it was made. */
final class PastTheBodyTest {
  private static final String MADE = "<%= org.cachelet.taglib.Made.next(\"x\") %>";

  private final Caches caches =
      Caches.builder()
          .withoutJmx()
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final JspSite site = new JspSite(temporary(), caches);

  private static Path temporary() {
    try {
      return Files.createTempDirectory("jsp"); // Jasper keeps files open for as long as it likes
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void begin() {
    Made.reset();
  }

  @AfterEach
  void end() throws Exception {
    site.stop();
    caches.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response.getWriter().print(\"past\");",
        "response.getWriter().append('p').append(\"ast\");",
        "pageContext.getResponse().getWriter().write(\"past\");",
        "before.print(\"past\");",
        "page1.print(\"past\");",
        "((jakarta.servlet.jsp.tagext.BodyContent) out).getEnclosingWriter().print(\"past\");"
      })
  void text_isInEachAnswer_whenItIsWrittenPastTheBody(String scriptlet) throws Exception {
    site.page(
        "/a.jsp",
        "<% java.io.PrintWriter before = response.getWriter(); JspWriter page1 = out; %>"
            + "<cache:fragment name='out'><cache:fragment name='f'>"
            + MADE
            + "<% "
            + scriptlet
            + " %></cache:fragment></cache:fragment>");
    assertThat(site.get("/a.jsp")).contains("past", "1");
    assertThat(site.get("/a.jsp")).contains("past");
    assertThat(site.get("/a.jsp")).contains("past");
  }

  @Test
  void fragment_isNotStored_whenBytesAreWrittenPastIt() throws Exception {
    site.page(
        "/a.jsp",
        "<cache:fragment name='f'>"
            + MADE
            + "<% response.getOutputStream().print(\"past\"); %></cache:fragment>");
    site.send("/a.jsp");
    site.send("/a.jsp");
    assertThat(Made.count("x")).isEqualTo(2);
  }

  @Test
  void text_isInEachAnswer_whenAnIncludedPageWritesPastItsOwnTag() throws Exception {
    site.page(
        "/in.jsp",
        "<cache:fragment name='in'>"
            + MADE
            + "<% response.getWriter().print(\"past\"); %></cache:fragment>");
    site.page("/a.jsp", "[<jsp:include page='/in.jsp'/>]");
    site.page(
        "/b.jsp", "<cache:fragment name='b'>[<jsp:include page='/in.jsp'/>]</cache:fragment>");
    assertThat(site.get("/a.jsp")).contains("past", "1");
    assertThat(site.get("/a.jsp")).contains("past", "2");
    assertThat(site.get("/b.jsp")).contains("past", "3");
    assertThat(site.get("/b.jsp")).contains("past");
  }

  @ParameterizedTest
  @CsvSource({
    "<jsp:include page='/in.jsp' flush='true'/>, true",
    "<jsp:include page='/in.jsp'/>, true",
    "<jsp:include page='/servlet'/>, true",
    "<jsp:include page='in.jsp'/>, true",
    "<c:import url='/in.jsp'/>, true",
    "<c:import url='/servlet' var='v'/>${v}, true",
    "'<% request.getRequestDispatcher(\"/in.jsp\").include(request, response); %>', true",
    "'<% request.getRequestDispatcher(\"/bytes\").include(request, response); %>', true",
    "'<% request.getRequestDispatcher(\"/flush\").include(request, response); %>', true",
    "'<% pageContext.include(\"/in.jsp\", true); %>', true",
    "'<% request.getRequestDispatcher(\"/servlet\").include(request,"
        + " new jakarta.servlet.http.HttpServletResponseWrapper(response)); %>', false",
    "'<% final java.io.StringWriter kept = new java.io.StringWriter();"
        + " request.getRequestDispatcher(\"/servlet\").include(request,"
        + " new jakarta.servlet.http.HttpServletResponseWrapper(response) {"
        + " public java.io.PrintWriter getWriter() { return new java.io.PrintWriter(kept); } });"
        + " out.print(kept); %>', true",
  })
  void include_isAPartOfTheFragment_orKeepsItFromBeingStored(String include, boolean stored)
      throws Exception {
    site.page("/in.jsp", "part");
    site.servlet("/servlet", (request, response) -> response.getWriter().print("part"));
    site.servlet("/bytes", (request, response) -> response.getOutputStream().print("part"));
    site.servlet(
        "/flush",
        (request, response) -> {
          response.getWriter().print("part");
          response.flushBuffer();
        });
    site.page(
        "/a.jsp", "[<cache:fragment name='f'>" + MADE + "(" + include + ")</cache:fragment>]");
    String first = site.get("/a.jsp");
    String second = site.get("/a.jsp");
    assertThat(first).contains("part", "1");
    assertThat(second).contains("part", stored ? "1" : "2");
    if (stored) {
      assertThat(first).isEqualTo("[1(part)]").isEqualTo(second);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "${sessionScope.tone}, session:tone",
    "${tone}, session:tone",
    "${empty param.tone}, param:tone",
    "${param.tone}, param:tone",
    "${paramValues.tone[0]}, param:tone",
    "${cookie.tone.value}, cookie:tone",
    "${header['X-Tone']}, header:X-Tone",
    "${headerValues['X-Tone'][0]}, header:X-Tone",
    "<%= request.getSession(false) != null %>, ''",
    "<%= session.getAttribute(\"tone\") %>, session:tone",
    "<%= java.util.Arrays.stream(request.getCookies() == null ? new jakarta.servlet.http.Cookie[0]"
        + " : request.getCookies()).map(c -> c.getName()).toList() %>, cookie:other",
    "<%= java.util.Collections.list(request.getHeaderNames()) %>, ''",
    "<%= request.getParameterMap().keySet() %>, ''"
  })
  void visitor_doesNotGetWhatWasMadeForOneWhoHadNothing(String body, String varyBy)
      throws Exception {
    boolean session = body.contains("ession.get") || body.contains("${");
    String head = JspSite.HEAD.replace("\"false\"", session ? "\"true\"" : "\"false\"");
    site.servlet("/tone", (request, response) -> request.getSession().setAttribute("tone", "low"));
    for (String words : List.of("", varyBy)) {
      String path = "/" + (words.isEmpty() ? "plain" : "varied") + ".jsp";
      site.file(
          path,
          head + "<cache:fragment name='f' varyBy='" + words + "'>" + body + "</cache:fragment>");
      String cookie =
          site.send("/tone").headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      String[] has = {"Cookie", cookie + "; tone=low; other=1", "X-Tone", "low"};
      String nothing = site.get(path);
      String something = site.get(path + "?tone=low", has);
      assertThat(something).as(path).isNotEqualTo(nothing);
      assertThat(site.get(path + "?tone=low", has)).as(path).hasSameSizeAs(something);
    }
  }
}
