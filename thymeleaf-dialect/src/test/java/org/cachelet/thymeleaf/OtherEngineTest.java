// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import freemarker.core.Environment;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentBody;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.InputSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fragments of a template engine for which there is no module: FreeMarker, by one directive. */
final class OtherEngineTest {
  private final Caches caches = Caches.builder().withoutJmx().build();
  private final TestSite.Counter count = new TestSite.Counter();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void fragmentsOfFreeMarker_areMadeOnce_untilTheyAreInvalidated() throws Exception {
    String text =
        "<ul><#list 1..3 as id><@cached name='row' vary=id>"
            + "<li>${id}: ${count.next()}</li></@cached></#list></ul>";
    String made = page(text);
    assertThat(made).isEqualTo("<ul><li>1: 1</li><li>2: 2</li><li>3: 3</li></ul>");
    assertThat(page(text)).isEqualTo(made);
    caches.fragments().invalidate("row", "2");
    assertThat(page(text)).isEqualTo("<ul><li>1: 1</li><li>2: 4</li><li>3: 3</li></ul>");
  }

  @Test
  void failureOfFreeMarker_reachesThePage() {
    assertThat(
            catchThrowable(() -> page("<@cached name='row' vary='x'>${missing.thing}</@cached>")))
        .isInstanceOf(TemplateException.class);
  }

  private String page(String text) throws IOException, TemplateException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter out = new StringWriter();
    new Template("page", text, configuration)
        .process(Map.of("cached", new Cached(caches.fragments()), "count", count), out);
    return out.toString();
  }

  /** The whole of what FreeMarker needs. */
  private record Cached(FragmentCache fragments) implements TemplateDirectiveModel {
    @Override
    public void execute(
        Environment environment,
        @SuppressWarnings("rawtypes") Map parameters,
        TemplateModel[] variables,
        TemplateDirectiveBody body)
        throws TemplateException, IOException {
      Fragment fragment =
          Fragment.named(String.valueOf(parameters.get("name")))
              .vary(String.valueOf(parameters.get("vary")));
      FragmentBody<TemplateException> rendered = body::render;
      fragments.write(fragment, InputSource.NONE, environment.getOut(), rendered);
    }
  }
}
