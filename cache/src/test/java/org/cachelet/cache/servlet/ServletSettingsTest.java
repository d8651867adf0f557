// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServletSettingsTest {
  private final ServletContext context = mock(ServletContext.class);
  private final Path classes;

  ServletSettingsTest(@TempDir Path classes) throws MalformedURLException {
    this.classes = classes;
    URL[] classPath = {classes.toUri().toURL()};
    when(context.getClassLoader())
        .thenReturn(new URLClassLoader(classPath, ServletSettings.class.getClassLoader()));
    parameters(Map.of());
  }

  @Test
  void load_hasTheDefaults_whenThereIsNothing() {
    assertThat(load(Map.of(), Map.of()).value(CacheSettings.PREFIX)).isEqualTo("cachelet");
  }

  @Test
  void load_readsTheProcess() {
    assertThat(ServletSettings.load(context).value(CacheSettings.PREFIX)).isEqualTo("cachelet");
  }

  @Test
  void load_readsTheFileInWebInf() {
    webInf("cachelet.prefix=shop");
    assertThat(load(Map.of(), Map.of()).value(CacheSettings.PREFIX)).isEqualTo("shop");
  }

  @Test
  void load_readsTheFileOnTheClassPath() throws IOException {
    classPath("cachelet.prefix=shop");
    assertThat(load(Map.of(), Map.of()).value(CacheSettings.PREFIX)).isEqualTo("shop");
  }

  @Test
  void load_overridesTheFile_byParameterThenEnvironmentThenSystemProperty() {
    webInf(
        """
        cachelet.cache.a.version=1
        cachelet.cache.b.version=1
        cachelet.cache.c.version=1
        cachelet.cache.d.version=1
        """);
    parameters(
        Map.of(
            "cachelet.cache.b.version", "2",
            "cachelet.cache.c.version", "2",
            "javax.other", "not ours"));
    Settings settings =
        load(
            Map.of("CACHELET_CACHE_C_VERSION", "3", "CACHELET_CACHE_D_VERSION", "3"),
            Map.of("cachelet.cache.d.version", "4"));
    assertThat(settings.names(CacheSettings.VERSION))
        .containsExactly("a", "b", "c", "d")
        .extracting(name -> settings.value(CacheSettings.VERSION, name))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void load_namesTheFileAndTheParameter_whenTheyAreWrong() throws IOException {
    classPath("\ncachelet.jmx=yes");
    parameters(Map.of("cachelet.enabeld", "true"));
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            """
            Cachelet does not start, its settings are wrong:
              classpath:cachelet.properties:2: cachelet.jmx is 'yes', allowed is true, false, on \
            or off
              context-param: cachelet.enabeld is not a setting, did you mean cachelet.enabled?""");
  }

  @Test
  void load_isRefused_whenThereAreTwoFiles() throws IOException {
    webInf("cachelet.prefix=shop");
    classPath("cachelet.prefix=shop");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "WEB-INF/cachelet.properties: there is also "
                + classes.resolve("cachelet.properties").toUri().toURL()
                + ", allowed is one");
  }

  @Test
  void load_isRefused_whenTheFileCannotBeRead() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    when(context.getResourceAsStream("/WEB-INF/cachelet.properties")).thenReturn(closed);
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cachelet.properties cannot be read");
  }

  private Settings load(Map<String, String> environment, Map<String, String> system) {
    Properties properties = new Properties();
    properties.putAll(system);
    return ServletSettings.load(context, environment, properties);
  }

  private void webInf(String text) {
    when(context.getResourceAsStream("/WEB-INF/cachelet.properties"))
        .thenReturn(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private void classPath(String text) throws IOException {
    Files.writeString(classes.resolve("cachelet.properties"), text);
  }

  private void parameters(Map<String, String> parameters) {
    when(context.getInitParameterNames()).thenReturn(Collections.enumeration(parameters.keySet()));
    parameters.forEach((name, value) -> when(context.getInitParameter(name)).thenReturn(value));
  }
}
