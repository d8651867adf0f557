// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cachelet.thymeleaf.CacheletDialect;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Draws pages with Thymeleaf. */
final class Templates {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final JakartaServletWebApplication application;
  private final TemplateEngine engine = new TemplateEngine();

  Templates(ServletContext context) {
    application = JakartaServletWebApplication.buildApplication(context);
    WebApplicationTemplateResolver resolver = new WebApplicationTemplateResolver(application);
    resolver.setPrefix("/WEB-INF/templates/");
    resolver.setSuffix(".html");
    resolver.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(resolver);
    engine.addDialect(new CacheletDialect());
  }

  /** Draws a whole page, then sends it in one piece. */
  void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    WebContext context =
        new WebContext(application.buildExchange(request, response), Locale.ENGLISH, model);
    byte[] page = engine.process(template, context).getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html;charset=UTF-8");
    protect(response);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  /** Draws a part of a page. */
  void include(
      HttpServletRequest request,
      HttpServletResponse response,
      Part part,
      Map<String, Object> model)
      throws IOException {
    WebContext context =
        new WebContext(application.buildExchange(request, response), part.locale(), model);
    TemplateSpec template =
        new TemplateSpec(part.template(), Set.of(part.fragment()), TemplateMode.HTML, null);
    engine.process(template, context, response.getWriter());
  }

  /** Sets the fields by which browsers protect their users from what may be in a page. */
  static void protect(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
  }
}
