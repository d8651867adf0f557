// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.support.RequestContext;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.context.webmvc.SpringWebMvcThymeleafRequestContext;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** The dialect in the Spring flavour of Thymeleaf. */
final class SpringDialectTest extends DialectContract {
  private static final StaticWebApplicationContext APPLICATION = new StaticWebApplicationContext();

  @BeforeAll
  static void startSpring() {
    APPLICATION.getBeanFactory().registerSingleton("requestDataValueProcessor", new Tokens());
    APPLICATION.refresh();
  }

  @AfterAll
  static void stopSpring() {
    APPLICATION.close();
  }

  @Override
  TemplateEngine engine() {
    return new SpringTemplateEngine();
  }

  @Override
  IDialect standard() {
    return new SpringStandardDialect();
  }

  @Override
  TestSite.Variables variables() {
    return SpringDialectTest::add;
  }

  private static void add(
      Map<String, Object> variables, HttpServletRequest request, HttpServletResponse response) {
    request
        .getServletContext()
        .setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, APPLICATION);
    variables.put("command", new Command());
    RequestContext context =
        new RequestContext(request, response, request.getServletContext(), variables);
    variables.put("springRequestContext", context);
    variables.put(
        "thymeleafRequestContext", new SpringWebMvcThymeleafRequestContext(context, request));
    variables.put(
        ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
        new ThymeleafEvaluationContext(APPLICATION, null));
  }

  @Test
  void csrfFieldOfForms_isAHole() {
    site()
        .templates
        .write(
            "page",
            "<form method='post' cache:fragment='f' th:action='@{/buy}'>[[${count.next()}]]"
                + "</form>");
    TestSite.Visitor ann = site().visitor();
    ann.get("/visit?_csrf=ann-secret-token");
    TestSite.Visitor bob = site().visitor();
    bob.get("/visit?_csrf=bob-secret-token");
    assertThat(ann.page("page")).contains("value=\"ann-secret-token\"", ">1<");
    assertThat(bob.page("page")).contains("value=\"bob-secret-token\"", ">1<");
    assertThat(ann.page("page")).contains("value=\"ann-secret-token\"", ">1<");
  }

  @Test
  void fieldsThatCountIds_areMadeEachTime() {
    site()
        .templates
        .write(
            "page",
            "<form th:object='${command}' cache:fragment='f'>[[${count.next()}]]"
                + "<input type='checkbox' th:field='*{chosen}'/></form>");
    assertThat(site().page("page")).contains("id=\"chosen1\"");
    assertThat(site().page("page")).contains("id=\"chosen1\"");
    assertThat(site().count.value()).isEqualTo(2);
  }

  /** What a form is filled with. */
  public static final class Command {
    public boolean isChosen() {
      return true;
    }
  }

  /** Adds the token of the session to forms, as Spring Security does. */
  private static final class Tokens implements RequestDataValueProcessor {
    @Override
    public String processAction(HttpServletRequest request, String action, String method) {
      return action;
    }

    @Override
    public String processFormFieldValue(
        HttpServletRequest request, String name, String value, String type) {
      return value;
    }

    @Override
    public Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
      HttpSession session = request.getSession(false);
      return session == null || session.getAttribute("_csrf") == null
          ? Map.of()
          : Map.of("_csrf", session.getAttribute("_csrf").toString());
    }

    @Override
    public String processUrl(HttpServletRequest request, String url) {
      return url;
    }
  }
}
