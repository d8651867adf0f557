// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proxies as attributes: never, or only those of which all is allowed. */
final class ProxyAttributeTest {
  private static final String OWNER = "shop:0123456789abcdef";

  /** What proxies here can do. */
  interface Named {
    /** Returns a name. */
    String name();
  }

  /** Answers with what it holds. */
  record Answer(String text) implements InvocationHandler, Serializable {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return method.getName().equals("name") ? text : null;
    }
  }

  private static Object proxy(Class<?>... interfaces) {
    return Proxy.newProxyInstance(
        ProxyAttributeTest.class.getClassLoader(), interfaces, new Answer("ada"));
  }

  private static AttributeCodec codec(String proxies, String... allowed) {
    String[] settings = CodecSettings.SERIAL;
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "cachelet.session.proxies=" + proxies;
    return AttributeCodec.of(
        CodecSettings.of(all), List.of(allowed), ProxyAttributeTest.class.getClassLoader());
  }

  @Test
  void proxy_comesBack_whenItsInterfacesAndItsHandlerAreAllowed() {
    AttributeCodec codec = codec("true", "org.cachelet.session.*");
    byte[] bytes = codec.encode(OWNER, "it", proxy(Named.class, Serializable.class));
    Object copy = codec.decode(OWNER, "it", bytes);
    assertThat(((Named) copy).name()).isEqualTo("ada");
    assertThat(copy).isInstanceOf(Serializable.class);
  }

  @Test
  void proxy_isRefused_whenOneInterfaceIsNotAllowed() {
    AttributeCodec codec = codec("true", "org.cachelet.session.*");
    assertThatThrownBy(() -> codec.encode(OWNER, "it", proxy(Named.class, Runnable.class)))
        .hasMessageContaining("java.lang.Runnable");
  }

  @Test
  void proxy_isRefused_whenItsHandlerIsNotAllowed() {
    AttributeCodec some = codec("true", Named.class.getName());
    assertThatThrownBy(() -> some.encode(OWNER, "it", proxy(Named.class)))
        .hasMessageContaining(Answer.class.getName());
    byte[] bytes = codec("true", "org.cachelet.session.*").encode(OWNER, "it", proxy(Named.class));
    assertThatThrownBy(() -> some.decode(OWNER, "it", bytes))
        .isInstanceOf(UnreadableAttributeException.class);
  }

  @Test
  void proxy_isNeitherWrittenNorRead_whenTheSettingIsOff() {
    AttributeCodec off = codec("false", "org.cachelet.session.*");
    assertThatThrownBy(() -> off.encode(OWNER, "it", proxy(Named.class)))
        .hasMessageContaining("cachelet.session.proxies is false");
    byte[] bytes = codec("true", "org.cachelet.session.*").encode(OWNER, "it", proxy(Named.class));
    assertThatThrownBy(() -> off.decode(OWNER, "it", bytes))
        .hasMessageContaining("cachelet.session.proxies is false");
  }

  @Test
  void setting_needsJavaSerialisation() {
    assertThatThrownBy(() -> CodecSettings.of("cachelet.session.proxies=true"))
        .hasMessageContaining("cachelet.session.proxies is 'true'")
        .hasMessageContaining("cachelet.session.java-serialization is true");
  }
}
