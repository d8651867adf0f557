// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.GlassFishContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners in containers that are built on Tomcat and have other contexts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContainerListenersTest {
  private static final HttpSessionListener SESSIONS = new HttpSessionListener() {};
  private static final HttpSessionAttributeListener ATTRIBUTES =
      new HttpSessionAttributeListener() {};
  private static final HttpSessionIdListener IDS = (event, oldId) -> {};
  private static final ServletContextListener OTHER = new ServletContextListener() {};

  @Test
  void listeners_areFoundInTheirOrder_whenContextsHoldEachOther() {
    assertThat(
            ContainerListeners.find(
                GlassFishContexts.telling(
                    List.of(SESSIONS, OTHER), List.of(IDS, ATTRIBUTES, SESSIONS))))
        .containsExactly(SESSIONS, IDS, ATTRIBUTES);
  }

  @Test
  void search_ends_whenContextsHoldEachOtherAndTellNothing() {
    assertThat(ContainerListeners.find(GlassFishContexts.silent())).isEmpty();
  }
}
