// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServletCachesTest {
  private final ServletContext context = mock(ServletContext.class);
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final ServletContextEvent event = new ServletContextEvent(context);

  @BeforeEach
  void attributes() {
    when(context.getContextPath()).thenReturn("/shop");
    when(context.getClassLoader()).thenReturn(ServletCaches.class.getClassLoader());
    when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    when(context.getAttribute(anyString())).thenAnswer(call -> attributes.get(call.getArgument(0)));
    doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
        .when(context)
        .setAttribute(anyString(), any());
    doAnswer(call -> attributes.remove(call.<String>getArgument(0)))
        .when(context)
        .removeAttribute(anyString());
  }

  @AfterEach
  void end() {
    ServletCaches.close(context);
  }

  @Test
  void caches_areThoseThatWereClosed_whenARequestGoesOnAfterTheEnd() {
    Caches caches = ServletCaches.of(context);
    ServletCaches.closing().contextDestroyed(event);
    attributes.clear(); // as containers do then

    assertThat(ServletCaches.of(context)).isSameAs(caches);
    assertThat(attributes).isEmpty();
    assertThat(caches.cache().getOrCompute("key", String.class, () -> "made")).isEqualTo("made");
  }

  @Test
  void caches_areNew_whenTheContextBeginsOnceMore() {
    Caches caches = ServletCaches.of(context);
    ServletCaches.closing().contextDestroyed(event);
    ServletCaches.closing().contextInitialized(event);

    assertThat(ServletCaches.of(context)).isNotSameAs(caches);
    assertThat(ServletCaches.of(context)).isSameAs(ServletCaches.of(context));
  }
}
