// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.cache.Dependencies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our classes beside the API of Servlet 6.0, which Tomcat 10.1 brings along. */
final class Servlet60Test {
  @SuppressWarnings("NullAway.Init")
  private URLClassLoader loader;

  @BeforeEach
  void open() {
    URL[] places =
        List.of(Tomcat.class, Dependencies.class, RecordingRequest.class, Nullable.class).stream()
            .map(Servlet60Test::placeOf)
            .toArray(URL[]::new);
    loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
  }

  @AfterEach
  void close() throws Exception {
    loader.close();
  }

  @Test
  void api_isReallyThatOf60() {
    assertThatThrownBy(() -> loader.loadClass("jakarta.servlet.http.HttpSession$Accessor"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** Expression languages look at all methods of what pages name. */
  @ParameterizedTest
  @ValueSource(
      strings = {"RecordingRequest", "LazySession", "RecordingCookie", "RecordingAsyncContext"})
  void methods_canBeLookedAt(String name) throws Exception {
    Class<?> type = Class.forName("org.cachelet.filter." + name, true, loader);

    assertThatCode(type::getMethods).doesNotThrowAnyException();
    assertThat(type.getClassLoader()).isSameAs(loader);
  }

  @Test
  void methods_cannotBeLookedAt_whenAccessorIsAmongThem() throws Exception {
    Class<?> type = Class.forName("org.cachelet.filter.AccessibleSession", true, loader);

    assertThatThrownBy(type::getMethods).isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void session_isChosenWithoutAccessor() throws Exception {
    Class<?> type = Class.forName("org.cachelet.filter.AccessibleSession", true, loader);
    Field hasAccessor = type.getDeclaredField("HAS_ACCESSOR");
    hasAccessor.setAccessible(true);

    assertThat(hasAccessor.getBoolean(null)).isFalse();
  }

  private static URL placeOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .toURI()
          .toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
