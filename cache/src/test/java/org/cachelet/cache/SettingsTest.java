// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final String FILE = "WEB-INF/cachelet.properties";

  private static final Setting<Boolean> JMX =
      Setting.of("cachelet.jmx", SettingType.flag(), "true", "It.");
  private static final Setting<String> PREFIX =
      Setting.of("cachelet.prefix", SettingType.word(), "cachelet", "It.");
  private static final Setting<String> TITLE =
      Setting.optional("cachelet.title", SettingType.text(), "It.");
  private static final Setting<Duration> TTL =
      Setting.of("cachelet.cache.NAME.ttl", SettingType.duration(), "5m", "It.")
          .fallingBackTo("default");
  private static final Setting<Duration> NOTHING_TTL =
      Setting.of("cachelet.cache.NAME.nothing-ttl", SettingType.duration(), "30s", "It.");
  private static final Setting<String> PATH =
      Setting.optional("cachelet.page.NAME.path", SettingType.text(), "It.");
  private static final Setting<List<String>> VARY_BY =
      Setting.of("cachelet.page.NAME.vary-by", SettingType.list(), "", "It.");

  private static final SettingGroup GROUP =
      () -> List.of(JMX, PREFIX, TITLE, TTL, NOTHING_TTL, PATH, VARY_BY);

  private final Settings.Builder builder = Settings.builder();

  @Test
  void value_isOfTheWeightiestSource() throws IOException {
    String[] keys = {"a", "b", "c", "d"};
    StringBuilder file = new StringBuilder();
    Properties properties = new Properties();
    for (String key : keys) {
      file.append("cachelet.page.").append(key).append(".path=file\n");
    }
    properties.setProperty("cachelet.page.d.path", "system property");
    properties.setProperty("user.dir", "not ours");
    Settings settings =
        file(file.toString())
            .map(
                "context-param",
                Map.of(
                    "cachelet.page.b.path", "parameter",
                    "cachelet.page.c.path", "parameter",
                    "other", "not ours"))
            .environment(
                Map.of(
                    "CACHELET_PAGE_C_PATH", "environment",
                    "CACHELET_PAGE_D_PATH", "environment",
                    "PATH", "not ours"))
            .systemProperties(properties)
            .build(List.of(GROUP));
    assertThat(keys)
        .extracting(key -> settings.find(PATH, key).orElseThrow())
        .containsExactly("file", "parameter", "environment", "system property");
  }

  @Test
  void value_ofADefaultName_yieldsToOneOfItsOwn_howeverLight() throws IOException {
    Settings settings =
        file("cachelet.cache.pages.ttl=1m")
            .environment(Map.of("CACHELET_CACHE_DEFAULT_TTL", "1h"))
            .build(List.of(GROUP));
    assertThat(settings.value(TTL, "pages")).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.value(TTL, "others")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void value_isRefused_whenItIsAskedForInAWrongWay() {
    Settings settings = builder.build(List.of(GROUP));
    Setting<Boolean> other = Setting.of("cachelet.jmx", SettingType.flag(), "true", "It.");
    assertIllegal(() -> settings.value(TTL), "cachelet.cache.NAME.ttl needs a NAME");
    assertIllegal(() -> settings.value(JMX, "a"), "cachelet.jmx has no NAME");
    assertIllegal(() -> settings.names(JMX), "cachelet.jmx has no NAME");
    assertIllegal(() -> settings.value(TITLE), "cachelet.title has no default");
    assertIllegal(() -> settings.value(other), "cachelet.jmx is not declared by any of the groups");
    assertIllegal(
        () -> settings.value(TTL, "A b"),
        "the NAME in cachelet.cache.NAME.ttl is 'A b', allowed is a lower-case letter, then up to"
            + " 31 lower-case letters, digits or dashes");
  }

  @Test
  void find_isEmpty_whenOnlyTheDefaultIsThere() throws IOException {
    Settings settings = file("cachelet.title = Shop\\u00e9 é\n").build(List.of(GROUP));
    assertThat(settings.find(TITLE)).contains("Shopé é");
    assertThat(settings.find(JMX)).isEmpty();
    assertThat(settings.find(NOTHING_TTL, "a")).isEmpty();
  }

  @Test
  void names_areInTheOrderOfTheirFirstAppearance() throws IOException {
    Settings settings =
        file("""
                cachelet.page.zoo.vary-by=locale
                cachelet.cache.default.ttl=1m
                cachelet.page.catalog.path=/catalog/**
                cachelet.cache.sums.nothing-ttl=1m
                cachelet.page.zoo.path=/zoo
                """)
            .environment(Map.of("CACHELET_PAGE_CATALOG_PATH", "/c", "CACHELET_PAGE_A_PATH", "/a"))
            .build(List.of(GROUP));
    assertThat(settings.names(PATH)).containsExactly("zoo", "catalog", "a");
    assertThat(settings.names(VARY_BY)).containsExactly("zoo", "catalog", "a");
    assertThat(settings.names(TTL)).containsExactly("sums");
  }

  @Test
  void names_areWithoutTheOneThatOthersFallBackTo_whicheverSettingIsAsked() throws IOException {
    Settings settings =
        file("""
                cachelet.cache.default.ttl=1m
                cachelet.cache.sums.nothing-ttl=1m
                """)
            .build(List.of(GROUP));

    assertThat(settings.names(NOTHING_TTL)).containsExactly("sums");
  }

  @Test
  void problems_areReportedAllAtOnce() throws IOException {
    file("""
            # Shop
            cachelet.jmx=yes
            cachelet.cahce.default.ttl=1m
            cachelet.prefix=shop
            cachelet.cache.Pages.ttl=1m
            cachelet.prefix=shop
            """)
        .map("context-param", Map.of("cachelet.cache.pages.ttl", "ten"))
        .environment(Map.of("CACHELET_PREFIX", "My Shop", "CACHELET_JMZ", "on"));
    SettingsException thrown =
        catchThrowableOfType(SettingsException.class, () -> builder.build(List.of(GROUP)));
    assertThat(thrown.problems())
        .containsExactly(
            FILE + ":6: cachelet.prefix is set twice, first in line 4",
            FILE + ":2: cachelet.jmx is 'yes', allowed is true, false, on or off",
            FILE
                + ":3: cachelet.cahce.default.ttl is not a setting, did you mean"
                + " cachelet.cache.default.ttl?",
            FILE
                + ":5: the NAME in cachelet.cache.NAME.ttl is 'Pages', allowed is a lower-case"
                + " letter, then up to 31 lower-case letters, digits or dashes",
            "context-param: cachelet.cache.pages.ttl is 'ten', allowed is a duration such as 30s,"
                + " 10m, 2h, 1d or PT10M, from 0s to 36500d",
            "CACHELET_JMZ in the environment: not a setting, did you mean CACHELET_JMX?",
            "CACHELET_PREFIX in the environment: cachelet.prefix is 'My Shop', allowed is a"
                + " lower-case letter, then up to 31 lower-case letters, digits or dashes");
    assertThat(thrown)
        .hasMessage(
            "Cachelet does not start, its settings are wrong:\n  "
                + String.join("\n  ", thrown.problems()));
  }

  @Test
  void problem_isReported_alsoWhereALaterSourceReplacesTheValue() throws IOException {
    file("cachelet.jmx=yes").map("context-param", Map.of("cachelet.jmx", "on"));
    assertProblem(FILE + ":1: cachelet.jmx is 'yes', allowed is true, false, on or off");
  }

  @Test
  void problem_isReported_whenTheFileIsNotUtf8() throws IOException {
    builder.properties(
        FILE, new ByteArrayInputStream("cachelet.title=Caf\u00e9".getBytes(ISO_8859_1)));
    assertProblem(FILE + ": is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "cachelet.prefx, cachelet.prefix",
    "cachelet.PREFIX, cachelet.prefix",
    "cachlet.prefix, cachelet.prefix",
    "cachelet.jxm, cachelet.jmx",
    "cachelet.cache.shop-2.tll, cachelet.cache.shop-2.ttl",
    "cachelet.cache.default.nothing.ttl, cachelet.cache.default.nothing-ttl",
    "cachelet.page.catalog.varyBy, cachelet.page.catalog.vary-by",
    "cachelet.pages.catalog.path, cachelet.page.catalog.path",
    "cachelet.cache.ttl, cachelet.cache.NAME.ttl",
    "cachelet.cache..ttl, cachelet.cache.NAME.ttl",
    "cachelet.page.vary-by, cachelet.page.NAME.vary-by"
  })
  void unknownKey_isAnsweredWithTheNearestOne(String key, String meant) throws IOException {
    file(key + "=1");
    assertProblem(FILE + ":1: " + key + " is not a setting, did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cachelet.foo", "cachelet.cache.a.weight", "cachelet", "x"})
  void unknownKey_isAnsweredWithoutAGuess_whenNoneIsNear(String key) throws IOException {
    file(key + "=1");
    assertProblem(FILE + ":1: " + key + " is not a setting");
  }

  @ParameterizedTest
  @CsvSource({
    "cachelet.http.profile, cachelet-filter",
    "cachelet.cache-status, cachelet-filter",
    "cachelet.session.lock, cachelet-session-core"
  })
  void unknownKey_isAnsweredWithTheJarThatHasIt(String key, String jar) throws IOException {
    file(key + "=1");
    assertProblem(
        FILE
            + ":1: "
            + key
            + " is a setting of "
            + jar
            + ", which is not on the class path: add its jar, or remove the setting");
  }

  @Test
  void environmentName_isAnsweredWithTheJarThatHasIt() {
    builder.environment(Map.of("CACHELET_SESSION_LOCK", "/cart"));
    assertProblem(
        "CACHELET_SESSION_LOCK in the environment: a setting of cachelet-session-core, which is"
            + " not on the class path: add its jar, or remove the setting");
  }

  @ParameterizedTest
  @CsvSource({
    "CACHELET_CACHE_PAGES_TTL, pages, 1m, PT30S",
    "CACHELET_CACHE_PAGES2_NOTHING_TTL, pages2, 5m, PT1M",
    "CACHELET_CACHE_NOTHING_TTL, nothing, 1m, PT30S"
  })
  void environmentName_standsForItsKey(String name, String cache, String ttl, Duration nothing) {
    Settings settings = builder.environment(Map.of(name, "1m")).build(List.of(GROUP));
    assertThat(settings.value(TTL, cache)).isEqualTo(SettingType.duration().parse("ttl", ttl));
    assertThat(settings.value(NOTHING_TTL, cache)).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource({
    "CACHELET_PREFX, ', did you mean CACHELET_PREFIX?'",
    "CACHELET_prefix, ', did you mean CACHELET_PREFIX?'",
    "CACHELET_CACHE_DEFAULT_TLT, ', did you mean CACHELET_CACHE_DEFAULT_TTL?'",
    "CACHELET_CACHE_TTL, ', did you mean CACHELET_CACHE_NAME_TTL?'",
    "CACHELET_CACHE_SHOP_WINDOW_TTL, ; a NAME with dashes cannot be written here"
  })
  void environmentName_isRefused_whenItIsUnknown(String name, String answer) {
    builder.environment(Map.of(name, "1m"));
    assertProblem(name + " in the environment: not a setting" + answer);
  }

  @Test
  void environmentName_isRefused_whenItsNameCannotBeOne() {
    builder.environment(Map.of("CACHELET_CACHE_2ND_TTL", "1m"));
    assertProblem(
        "CACHELET_CACHE_2ND_TTL in the environment: the NAME in cachelet.cache.NAME.ttl is '2nd',"
            + " allowed is a lower-case letter, then up to 31 lower-case letters, digits or dashes");
  }

  @Test
  void environmentName_isRefused_whenItStandsForTwoKeys() {
    Setting<String> dotted = Setting.optional("cachelet.a.b", SettingType.text(), "It.");
    Setting<String> dashed = Setting.optional("cachelet.a-b", SettingType.text(), "It.");
    builder.environment(Map.of("CACHELET_A_B", "1"));
    assertThatThrownBy(() -> builder.build(List.of(() -> List.of(dotted, dashed))))
        .hasMessageContaining(
            "CACHELET_A_B in the environment: stands for cachelet.a.b and cachelet.a-b, set them"
                + " elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CACHELET_SERVICE_HOST",
        "CACHELET_SERVICE_PORT",
        "CACHELET_DEMO_SERVICE_PORT_HTTP",
        "CACHELET_PORT",
        "CACHELET_DEMO_PORT_8080_TCP",
        "CACHELET_PORT_8080_TCP_ADDR"
      })
  void environmentName_isPassedOver_whenKubernetesSetIt(String name) {
    assertThat(builder.environment(Map.of(name, "1")).build(List.of(GROUP)).value(JMX)).isTrue();
  }

  @Test
  void problemsOfAGroup_areReported_whenAllValuesCouldBeRead() throws IOException {
    SettingGroup rules = new Rules();
    file("\ncachelet.page.zoo.vary-by=locale\n");
    assertThatThrownBy(() -> builder.build(List.of(rules)))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        FILE
                            + ":2: cachelet.page.zoo.vary-by is 'locale', but"
                            + " cachelet.page.zoo.path is not set"));
  }

  @Test
  void cite_saysWhereAValueIsFrom() {
    Settings settings =
        builder.systemProperties(properties("cachelet.prefix", "a")).build(List.of(GROUP));
    assertThat(settings.cite(PREFIX)).isEqualTo("system property: cachelet.prefix is 'a'");
    assertThat(settings.cite(JMX)).isEqualTo("cachelet.jmx is not set");
  }

  @Test
  void groups_areRefused_whenTheyShareAKey() {
    assertIllegal(() -> builder.build(List.of(GROUP, GROUP)), "cachelet.jmx is declared twice");
  }

  private static final class Rules implements SettingGroup {
    @Override
    public List<Setting<?>> settings() {
      return List.of(PATH, VARY_BY);
    }

    @Override
    public List<String> problems(Settings settings) {
      return settings.names(PATH).stream()
          .map(name -> settings.cite(VARY_BY, name) + ", but " + settings.cite(PATH, name))
          .toList();
    }
  }

  private Settings.Builder file(String text) throws IOException {
    return builder.properties(FILE, new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static Properties properties(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty(key, value);
    return properties;
  }

  private void assertProblem(String problem) {
    assertThatThrownBy(() -> builder.build(List.of(GROUP)))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }

  private static void assertIllegal(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
