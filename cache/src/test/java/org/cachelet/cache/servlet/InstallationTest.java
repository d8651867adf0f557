// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstallationTest {
  private static final String WRONG = "Cachelet does not start, its installation is wrong:\n  ";

  private final ServletContext context = mock(ServletContext.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cachelet-cache-0.1.0.jar cachelet-filter-0.1.0.jar caffeine-3.3.1.jar",
        "cachelet-cache-0.1.0.jar cachelet-cache-0.1.0-sources.jar",
        "cachelet-cache-0.1.0-20261121.101010-3.jar cachelet-filter-0.1.0-20261121.101011-4.jar",
        "cachelet-cache.jar cachelet-filter-0.1.0.jar cachelet-extras-7.jar",
      })
  void require_isContent_whenEachJarIsThereOnce(String jars) {
    libraries(jars);
    assertThatCode(() -> Installation.require(context)).doesNotThrowAnyException();
  }

  @Test
  void require_isContent_whenThereIsNoFolder() {
    when(context.getResourcePaths("/WEB-INF/lib/")).thenReturn(null);
    assertThatCode(() -> Installation.require(context)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "cachelet-cache-0.1.0.jar, cachelet-cache-0.2.0.jar, allowed is one: remove the older",
    "cachelet-filter-0.1.0-SNAPSHOT.jar, cachelet-filter-0.1.0.jar,"
        + " allowed is one: remove the older",
    "cachelet-cache-0.1.0.jar, cachelet-filter-0.2.0.jar, allowed is one version of all",
  })
  void require_namesTheJars_whenTheyAreMixed(String one, String other, String remedy) {
    libraries(one + " " + other);
    assertThatThrownBy(() -> Installation.require(context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(WRONG + "WEB-INF/lib has " + one + " and " + other + ", " + remedy);
  }

  @Test
  void require_namesTheContainer_whenItIsTooOld() {
    when(context.getMajorVersion()).thenReturn(5);
    when(context.getServerInfo()).thenReturn("Apache Tomcat/10.0.27");
    assertThatThrownBy(() -> Installation.require(context))
        .hasMessage(
            WRONG
                + "Apache Tomcat/10.0.27 has Servlet 5, needed is 6.0 or newer: Tomcat 10.1,"
                + " Jetty 12 or any other of Jakarta EE 10");
  }

  @Test
  void require_namesEachJarThatIsMissing() throws Exception {
    URL[] jars = {jarOf(Installation.class), jarOf(ServletContext.class)};
    try (URLClassLoader alone = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      Class<?> installation = alone.loadClass(Installation.class.getName());
      Object noContext =
          Proxy.newProxyInstance(
              alone,
              new Class<?>[] {alone.loadClass(ServletContext.class.getName())},
              (proxy, method, arguments) -> method.getReturnType() == int.class ? 6 : null);
      Method require =
          installation.getDeclaredMethod(
              "require", alone.loadClass(ServletContext.class.getName()));
      require.setAccessible(true);
      assertThatThrownBy(() -> require.invoke(null, noContext))
          .cause()
          .hasMessage(
              WRONG
                  + "caffeine is not on the class path: add it to WEB-INF/lib; docs/install.md"
                  + " lists the jars for each use\n"
                  + "  commons-codec is not on the class path: add it to WEB-INF/lib;"
                  + " docs/install.md lists the jars for each use");
    }
  }

  private void libraries(String jars) {
    Set<String> paths =
        Arrays.stream(jars.split(" "))
            .map(jar -> "/WEB-INF/lib/" + jar)
            .collect(Collectors.toSet());
    when(context.getResourcePaths("/WEB-INF/lib/")).thenReturn(paths);
  }

  private static URL jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
