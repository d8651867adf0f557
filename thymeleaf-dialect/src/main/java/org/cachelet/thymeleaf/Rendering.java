// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.servlet.RequestEffects;
import org.cachelet.cache.servlet.RequestSecrets;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IEngineContext;

/**
 * One rendering of a fragment: in the context of the page, which is watched and which is afterwards
 * as it was before, whatever happens. Used by one request.
 */
final class Rendering {
  private final Surroundings around;
  private final IEngineContext context;
  private final Set<String> templates = new TreeSet<>();

  Rendering(Surroundings around, IEngineContext context) {
    this.around = around;
    this.context = context;
  }

  /** Returns the templates of which something was written or that were inserted. */
  Set<String> templates() {
    return templates;
  }

  /** Runs the body as the making of the fragment and returns its text. */
  String run(FragmentMaking making, Body body) {
    Surroundings.Visit visit = around.visit();
    RequestSecrets secrets = visit == null ? null : new RequestSecrets(visit.request());
    RequestEffects effects =
        visit == null
            ? null
            : new RequestEffects(visit.request(), visit.response(), Rendering::isOfEngine);
    StringWriter out = new StringWriter();
    int level = context.level();
    WatchedContext watched = WatchedContext.of(context, templates, secrets);
    Dependencies.Scope scope = making.enter();
    try {
      body.render(watched, out);
    } finally {
      scope.close();
      while (context.level() > level) {
        context.decreaseLevel();
      }
    }
    String text = out.toString();
    check(making.dependencies(), effects, secrets, text);
    return text;
  }

  private static void check(
      Dependencies dependencies,
      @Nullable RequestEffects effects,
      @Nullable RequestSecrets secrets,
      String text) {
    if (effects != null && secrets != null) {
      effects.found().ifPresent(dependencies::keepUnique);
      secrets.foundIn(text).ifPresent(dependencies::refuse);
    }
  }

  /** Returns whether a request attribute is the book-keeping of Thymeleaf or Spring. */
  private static boolean isOfEngine(String attribute) {
    return attribute.startsWith("org.thymeleaf.")
        || attribute.startsWith("org.springframework.")
        || attribute.startsWith("thymeleaf")
        || attribute.startsWith("%");
  }

  /** Writes a part of a template. */
  @FunctionalInterface
  interface Body {
    /** Processes the part in this context. */
    void render(IEngineContext context, Writer out);
  }
}
