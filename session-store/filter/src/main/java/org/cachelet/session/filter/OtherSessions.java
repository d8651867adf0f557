// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Notices, in the first request, a filter in front that gives requests sessions of its own: it does
 * not see those in Redis. Thread-safe.
 */
final class OtherSessions {
  private static final System.Logger LOG = System.getLogger(SessionFilter.class.getName());

  private volatile boolean looked;

  /** Looks once, and says in the log what is wrong. */
  void look(HttpServletRequest request) {
    if (looked) {
      return;
    }
    looked = true;
    wrapper(request)
        .ifPresent(
            wrapper ->
                LOG.log(
                    Level.WARNING,
                    "a filter in front of the session filter gives requests sessions of its own"
                        + " ({0}), and does not see those in Redis; declare {1} before that filter"
                        + " in web.xml, or not at all: then it registers itself as the first",
                    wrapper,
                    SessionFilter.class.getName()));
  }

  /** Returns the class of the wrapper that has sessions of its own; empty if there is none. */
  static Optional<String> wrapper(HttpServletRequest request) {
    ServletRequest each = request;
    while (each instanceof HttpServletRequestWrapper wrapper) {
      if (hasSessions(wrapper.getClass())) {
        return Optional.of(wrapper.getClass().getName());
      }
      each = wrapper.getRequest();
    }
    return Optional.empty();
  }

  private static boolean hasSessions(Class<?> wrapper) {
    try {
      return wrapper.getMethod("getSession", boolean.class).getDeclaringClass()
          != HttpServletRequestWrapper.class;
    } catch (NoSuchMethodException | LinkageError e) {
      return false; // it names a class that is not there
    }
  }
}
