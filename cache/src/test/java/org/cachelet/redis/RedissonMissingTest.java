// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;

/** What happens when Redis is configured, but its optional dependency is not there. */
final class RedissonMissingTest {
  private static final String WHAT_TO_DO =
      "Redisson is not on the class path: add org.cachelet:cachelet-redis (a pom with Redisson"
          + " 4.7.0 and what it needs) or the jars listed in docs/redis.md";

  private static URLClassLoader withoutRedisson() {
    URL[] jars = {jarOf(Settings.class), jarOf(NullMarked.class)};
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void options_nameTheJars_whenSomeAreMissing() throws Exception {
    URL[] jars = {
      jarOf(Settings.class), jarOf(NullMarked.class), jarOf(Redisson.class), jarOf(Kryo.class)
    };
    try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      Method problem = loader.loadClass(RedissonJar.class.getName()).getDeclaredMethod("problem");
      problem.setAccessible(true);

      assertThat(problem.invoke(null))
          .asString()
          .contains("reflectasm, objenesis, minlog, slf4j-api, snakeyaml, netty-common,")
          .doesNotContain("kryo")
          .contains(WHAT_TO_DO.substring(WHAT_TO_DO.indexOf("not on the class path")));
    }
  }

  private static URL jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Object made(ClassLoader loader, Class<?> type) throws Exception {
    return loader.loadClass(type.getName()).getConstructor().newInstance();
  }

  @Test
  void settings_nameTheJars_whenTheUrlIsSet() throws Exception {
    try (URLClassLoader loader = withoutRedisson()) {
      Class<?> settings = loader.loadClass(Settings.class.getName());
      Object builder = settings.getMethod("builder").invoke(null);
      Method map = builder.getClass().getMethod("map", String.class, Map.class);
      map.invoke(builder, "test", Map.of("cachelet.redis.url", "redis://:secret@h"));
      List<Object> groups =
          List.of(made(loader, CacheSettings.class), made(loader, RedisSettings.class));
      Method build = builder.getClass().getMethod("build", Collection.class);

      assertThatThrownBy(() -> build.invoke(builder, groups))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("test: cachelet.redis.url is 'redis://***@h', but " + WHAT_TO_DO);
    }
  }

  @Test
  void options_nameTheJars_whenTheyAreBuilt() throws Exception {
    try (URLClassLoader loader = withoutRedisson()) {
      Object builder =
          loader.loadClass(RedisOptions.class.getName()).getMethod("builder").invoke(null);
      builder.getClass().getMethod("url", String.class).invoke(builder, "redis://h");
      Method build = builder.getClass().getMethod("build");

      assertThatThrownBy(() -> build.invoke(builder))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("cachelet.redis.url is set, but " + WHAT_TO_DO);
    }
  }
}
