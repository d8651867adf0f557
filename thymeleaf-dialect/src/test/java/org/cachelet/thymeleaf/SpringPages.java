// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.support.RequestContext;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import org.thymeleaf.spring6.context.webmvc.SpringWebMvcThymeleafRequestContext;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** What Spring MVC puts into the model of its pages. */
final class SpringPages {
  private static final StaticWebApplicationContext APPLICATION = started();

  private SpringPages() {}

  private static StaticWebApplicationContext started() {
    StaticWebApplicationContext application = new StaticWebApplicationContext();
    application.getBeanFactory().registerSingleton("requestDataValueProcessor", new Tokens());
    application.refresh();
    return application;
  }

  static void add(
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
