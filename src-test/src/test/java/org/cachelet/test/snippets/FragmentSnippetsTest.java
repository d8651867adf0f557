// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.servlet.RequestInputs;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.thymeleaf.CacheletDialect;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;

/** Fragments from code, for an engine of one's own. */
final class FragmentSnippetsTest {
  @Test
  void dialect_isAdded() {
    TemplateEngine engine = new TemplateEngine();

    engine.addDialect(new CacheletDialect());

    assertThat(engine.getDialects()).hasAtLeastOneElementOfType(CacheletDialect.class);
  }

  @Test
  void fragment_isMadeOnce_andAnewWhenInvalidated() throws Exception {
    try (EmbeddedJetty jetty =
        EmbeddedJetty.start(
            handler -> {
              handler.setInitParameter("cachelet.jmx", "off");
              handler.addServlet(new ServletHolder(new Sidebar()), "/sidebar");
            })) {
      Visit visit = new Visit(jetty.port());
      assertThat(visit.get("/sidebar")).isEqualTo("sidebar 1");
      assertThat(visit.get("/sidebar")).isEqualTo("sidebar 1");
      assertThat(visit.get("/sidebar?change=one")).isEqualTo("sidebar 2");
      assertThat(visit.get("/sidebar?change=all")).isEqualTo("sidebar 3");
      assertThat(visit.get("/sidebar")).isEqualTo("sidebar 3");
      ServletCaches.close(jetty.context());
    }
  }

  /** Writes a sidebar, whose fragment it may invalidate before. */
  private static final class Sidebar extends HttpServlet {
    private final transient Engine engine = new Engine();
    private final transient Category category = new Category(3);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Caches caches = ServletCaches.of(getServletContext());
      Writer out = response.getWriter();
      invalidate(caches.fragments(), String.valueOf(request.getParameter("change")));

      FragmentCache fragments = caches.fragments();
      Fragment sidebar =
          Fragment.named("sidebar")
              .vary(category.id())
              .varyBy(RequestInputs.parse("locale"))
              .tags(List.of("catalog"));

      fragments.write(
          sidebar, new RequestInputs(request), out, body -> engine.process("sidebar", body));
    }

    private void invalidate(FragmentCache fragments, String which) {
      if (which.equals("one")) {
        fragments.invalidate("sidebar", category.id());
      } else if (which.equals("all")) {
        fragments.invalidate("sidebar");
      }
    }
  }

  private record Category(long id) {}

  /** An engine that knows one template. */
  private static final class Engine {
    private int count;

    synchronized void process(String template, Writer out) throws IOException {
      out.write(template + " " + ++count);
    }
  }
}
