// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The session cookie is as the application configures it. */
public abstract class CookieContract extends TwoNodes {
  private static final String NAME = "SID";

  /** Tests a container. */
  protected CookieContract(Container container) {
    super(container);
  }

  @Test
  void cookie_isForTheApplicationOnly_andNotForScripts() throws Exception {
    Container.Node node = start(application("other").at("/other"));
    Reply reply = new Visitor().get(node, "/other/do/it" + Visitor.query("set:color:red"));
    assertThat(reply.setCookie(Visitor.COOKIE).orElseThrow())
        .containsIgnoringCase("Path=/other")
        .contains("HttpOnly")
        .doesNotContain("Max-Age")
        .doesNotContain("Domain")
        .doesNotContain("Secure");
  }

  @Test
  void cookie_hasAllThatIsConfigured() throws Exception {
    Container.Node node = start(application("configured").with(CookieContract::configure));
    Visitor visitor = new Visitor();
    Reply reply = visitor.ask(node, "set:color:red");
    assertThat(reply.setCookies()).hasSize(1);
    String cookie = reply.setCookie(NAME).orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("Path=/do")
        .contains("Domain=shop.example")
        .contains("Max-Age=3600")
        .contains("Secure")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Partitioned");
    assertThat(visitor.ask(node, "get:color", "encode:/do/x").lines())
        .containsExactly("red", "/do/x");
  }

  private static void configure(ServletContext context) {
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setName(NAME);
    cookie.setPath("/do");
    cookie.setDomain("shop.example");
    cookie.setMaxAge(3600);
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Strict");
    cookie.setAttribute("Partitioned", partitioned(context));
    context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
  }

  /** Returns what sets an attribute without a value: on Tomcat 11 the empty text, else "true". */
  private static String partitioned(ServletContext context) {
    boolean isOfTomcat11 = context.getServerInfo().contains("Tomcat/11");
    return isOfTomcat11 ? "" : "true";
  }

  @Test
  void id_isInUrls_whereTheApplicationWantsThat() throws Exception {
    Container.Node node =
        start(
            application("urls")
                .with(
                    context ->
                        context.setSessionTrackingModes(
                            Set.of(SessionTrackingMode.URL, SessionTrackingMode.COOKIE))));
    Visitor visitor = new Visitor();
    String url = visitor.ask(node, "set:color:red", "encode:/do/it?s=names").line();
    assertThat(url).startsWith("/do/it;jsessionid=").endsWith("?s=names");
    assertThat(new Visitor().get(node, url).line()).isEqualTo("color");
    assertThat(new Visitor().get(node, url.replace("names", "from")).line())
        .isEqualTo("cookie=false url=true");
    assertThat(visitor.ask(node, "get:color", "encode:/do/it").lines())
        .containsExactly("red", "/do/it");
  }

  @Test
  void id_isNotTakenFromUrls_whereTheApplicationTracksByCookie() throws Exception {
    Container.Node node = start(application("cookies").with(CookieContract::configure));
    Visitor visitor = new Visitor();
    String id = visitor.ask(node, "set:color:red", "id").line();
    assertThat(new Visitor().get(node, "/do/it;jsessionid=" + id + "?s=session").line())
        .isEqualTo("none");
    assertThat(new Visitor().get(node, "/do/it;SID=" + id + "?s=session").line()).isEqualTo("none");
  }
}
