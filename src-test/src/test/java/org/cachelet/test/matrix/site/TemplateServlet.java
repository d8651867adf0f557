// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.thymeleaf.CacheletDialect;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Writes the templates of Thymeleaf. */
@SuppressWarnings("NullAway.Init") // set by init
public final class TemplateServlet extends HttpServlet {
  private final transient AtomicInteger made = new AtomicInteger();
  private transient TemplateEngine engine;
  private transient JakartaServletWebApplication application;

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    application = JakartaServletWebApplication.buildApplication(config.getServletContext());
    WebApplicationTemplateResolver templates = new WebApplicationTemplateResolver(application);
    templates.setPrefix("/WEB-INF/templates/");
    templates.setSuffix(".html");
    engine = new TemplateEngine();
    engine.setTemplateResolver(templates);
    engine.addDialect(new CacheletDialect());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    WebContext context =
        new WebContext(
            application.buildExchange(request, response),
            request.getLocale(),
            Map.of("made", made));
    engine.process(request.getPathInfo().substring(1), context, response.getWriter());
  }
}
