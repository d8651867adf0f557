// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens when an application uses this module without its optional dependency. */
final class KryoMissingTest {
  private static URL jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static URLClassLoader with(URL... jars) {
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void codec_namesTheJars_whenKryoIsMissing() throws Exception {
    try (URLClassLoader loader = with(jarOf(KryoCodec.class))) {
      assertRefused(loader, "java.lang.NoClassDefFoundError: com/esotericsoftware/kryo/");
    }
  }

  @Test
  void codec_namesTheJars_whenThoseOfKryoAreMissing() throws Exception {
    try (URLClassLoader loader = with(jarOf(KryoCodec.class), jarOf(Kryo.class))) {
      assertRefused(loader, "java.lang.NoClassDefFoundError: ");
    }
  }

  private static void assertRefused(ClassLoader loader, String cause) throws Exception {
    Method allowing =
        loader.loadClass(KryoCodec.class.getName()).getMethod("allowing", Collection.class);

    assertThatThrownBy(() -> allowing.invoke(null, Set.of("com.acme.**")))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .message()
        .startsWith(
            "objects become bytes by com.esotericsoftware:kryo:5.6.2, which must be on the"
                + " class path with reflectasm 1.11.9, objenesis 3.4 and minlog 1.3.1: "
                + cause);
  }

  @Test
  void immutableValues_areTold_whenKryoIsMissing() throws Exception {
    try (URLClassLoader loader = with(jarOf(KryoCodec.class))) {
      Method isImmutable =
          loader.loadClass(ImmutableValues.class.getName()).getMethod("isImmutable", Object.class);

      assertThat(isImmutable.invoke(null, Set.of("a"))).isEqualTo(true);
    }
  }
}
