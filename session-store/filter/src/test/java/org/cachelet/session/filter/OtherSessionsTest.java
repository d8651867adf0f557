// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

final class OtherSessionsTest {
  private final HttpServletRequest original =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> null);

  /** A request with sessions of its own, as another library makes it. */
  private static final class WithSessions extends HttpServletRequestWrapper {
    WithSessions(HttpServletRequest request) {
      super(request);
    }

    @Override
    public HttpSession getSession(boolean create) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void wrapper_isNamed_whereverItIs() {
    assertThat(OtherSessions.wrapper(new WithSessions(original)))
        .contains(WithSessions.class.getName());
    assertThat(
            OtherSessions.wrapper(
                new HttpServletRequestWrapper(
                    new WithSessions(new HttpServletRequestWrapper(original)))))
        .contains(WithSessions.class.getName());
  }

  @Test
  void wrapper_isEmpty_whenSessionsAreThoseOfTheContainer() {
    assertThat(OtherSessions.wrapper(original)).isEmpty();
    assertThat(OtherSessions.wrapper(new HttpServletRequestWrapper(original))).isEmpty();
  }
}
