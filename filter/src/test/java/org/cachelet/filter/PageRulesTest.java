// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong rule says. */
final class PageRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cachelet.page.a.ttl | 5m | rule cachelet.page.a matches nothing, it needs"
            + " cachelet.page.a.path or cachelet.page.a.servlet",
        "cachelet.page.a.path | catalog | test: cachelet.page.a.path is 'catalog', allowed is"
            + " /exact/path, /below/**, /segment/* or *.suffix; several are separated by commas",
        "cachelet.page.a.vary-by | colour | test: cachelet.page.a.vary-by is 'colour', allowed is"
            + " one of header:NAME",
        "cachelet.page.a.vary-by | role | test: cachelet.page.a.vary-by is 'role', allowed is one"
            + " of header:NAME",
        "cachelet.hosts | a b | test: cachelet.hosts is 'a b', allowed is * alone,"
            + " shop.example.com, *.example.com or localhost:8080",
        "cachelet.page.a.pth | /x | test: cachelet.page.a.pth is not a setting, did you mean"
            + " cachelet.page.a.path?",
        "cachelet.page.a.servlet | Catalogue | test: cachelet.page.a.servlet is 'Catalogue', the"
            + " servlets of the application are Catalog",
      })
  void wrongRule_stopsTheStart_andSaysWhatIsAllowed(String key, String value, String message)
      throws Exception {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder("Catalog", new Shop()), "/");
    context.start();
    try {
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(
              () -> new PageRules(context.getServletContext(), settings(Map.of(key, value))))
          .satisfies(e -> assertThat(e.problems()).singleElement().asString().startsWith(message));
    } finally {
      context.stop();
    }
  }

  private static Settings settings(Map<String, String> values) {

    return Settings.builder()
        .map("test", values)
        .build(SettingGroup.allIn(PageRules.class.getClassLoader()));
  }
}
