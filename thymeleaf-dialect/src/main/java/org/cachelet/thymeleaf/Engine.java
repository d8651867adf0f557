// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.cachelet.cache.Caches;
import org.cachelet.cache.InputSource;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.RequestInputs;
import org.cachelet.cache.servlet.ServletCaches;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Contexts;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.web.servlet.IServletWebExchange;

/** What one template engine needs for its fragments. Thread-safe. */
final class Engine {
  private final @Nullable Caches own;
  private final Templates templates = new Templates();
  private volatile @Nullable Application known;

  Engine(@Nullable Caches own) {
    this.own = own;
  }

  Templates templates() {
    return templates;
  }

  /**
   * Returns the caches and the request for which a template is processed.
   *
   * @throws TemplateProcessingException if there is no request to get the caches from
   */
  Surroundings around(IExpressionContext context) {
    if (Contexts.isServletWebContext(context)) {
      IServletWebExchange exchange = Contexts.getServletWebExchange(context);
      if (exchange.getNativeRequestObject() instanceof HttpServletRequest request
          && exchange.getNativeResponseObject() instanceof HttpServletResponse response) {
        Application application = application(request.getServletContext(), context);
        Surroundings.Visit visit = new Surroundings.Visit(request, response, application.fillers());
        return new Surroundings(application.caches(), new RequestInputs(request), visit);
      }
    }
    if (own == null) {
      throw new TemplateProcessingException(
          "there is no servlet request to get the caches from; for templates that are processed"
              + " without one, make the dialect with new CacheletDialect(caches)");
    }
    return new Surroundings(own, InputSource.NONE, null);
  }

  private Application application(ServletContext context, IExpressionContext template) {
    Application there = known;
    if (there == null || there.context() != context) {
      HoleFillers fillers = HoleFillers.of(context);
      fillers.register(TemplateHole.KIND, new TemplateHole(template.getConfiguration()));
      there = new Application(context, own != null ? own : ServletCaches.of(context), fillers);
      known = there;
    }
    return there;
  }

  private record Application(ServletContext context, Caches caches, HoleFillers fillers) {}
}
