// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long fragments are used, and whether they are cached at all. */
final class LifetimesTest extends EachFlavour {
  LifetimesTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void lifetimes_areAsWritten() {
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:ttl='10s' cache:stale-if-error='1m'"
            + " th:text='${count.next()}'></b>");
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(9));
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(2));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void staleFragment_isMadeAnewByTheOneWhoMeetsIt() {
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:ttl='10s' cache:stale-while-revalidate='1m'"
            + " th:text='${count.next()}'></b>");
    site.page("page");
    site.pass(Duration.ofSeconds(11));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @Test
  void limit_shortensTheLifetime() {
    site.templates.write(
        "page", "<b cache:fragment='a'>[[${count.next()}]][[${#cache.limit('5s')}]]</b>");
    site.page("page");
    site.pass(Duration.ofSeconds(6));
    assertThat(site.page("page")).isEqualTo("<b>2</b>");
  }

  @ParameterizedTest
  @CsvSource({"if, false", "if, ${off}", "unless, true", "unless, ${on}"})
  void fragment_isNotCached_whenItsConditionSaysSo(String attribute, String value) {
    site.model.put("on", true);
    site.model.put("off", false);
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:%s='%s' cache:ttl='1m'>[[${count.next()}]]</b>"
                .formatted(attribute, value)
            + "<cache:fragment name='b' %s='%s'>[[${count.next()}]]</cache:fragment>"
                .formatted(attribute, value));
    assertThat(site.page("page")).isEqualTo("<b>1</b>2");
    assertThat(site.page("page")).isEqualTo("<b>3</b>4");
  }

  @Test
  void condition_isAskedEachTime() {
    String text = "<b cache:fragment='a' cache:unless='${preview}'>[[${count.next()}]]</b>";
    site.model.put("preview", false);
    assertThat(page(text) + page(text)).isEqualTo("<b>1</b><b>1</b>");
    site.model.put("preview", true);
    assertThat(page(text) + page(text)).isEqualTo("<b>2</b><b>3</b>");
    site.model.put("preview", false);
    assertThat(page(text)).as("what was cached before").isEqualTo("<b>1</b>");
  }

  @Test
  void durations_mayBeExpressions() {
    site.model.put("long", Duration.ofSeconds(10));
    String text = "<b cache:fragment='a' cache:ttl='${long}' th:text='${count.next()}'></b>";
    assertThat(page(text)).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(9));
    assertThat(page(text)).isEqualTo("<b>1</b>");
    site.pass(Duration.ofSeconds(2));
    assertThat(page(text)).isEqualTo("<b>2</b>");
  }
}
