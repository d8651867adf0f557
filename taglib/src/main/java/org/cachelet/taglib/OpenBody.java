// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.jsp.JspWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cachelet.cache.Dependencies;
import org.jspecify.annotations.Nullable;

/** The body of a tag while it is made on this thread. Used by one request. */
final class OpenBody {
  private static final ThreadLocal<@Nullable OpenBody> CURRENT = new ThreadLocal<>();

  /** Wrappers that change nothing of where the output goes. */
  private static final List<String> CONTAINERS =
      List.of(
          "org.apache.catalina.", "org.eclipse.jetty.", "io.undertow.", "com.ibm.", "weblogic.");

  private final @Nullable OpenBody outer;
  private final ServletResponse response;
  private final Dependencies dependencies;
  private @Nullable JspWriter out;
  private final Set<String> included = new TreeSet<>();

  private OpenBody(@Nullable OpenBody outer, ServletResponse response, Dependencies dependencies) {
    this.outer = outer;
    this.response = response;
    this.dependencies = dependencies;
  }

  /** Returns the innermost body that is made on this thread; null if none. */
  static @Nullable OpenBody current() {
    return CURRENT.get();
  }

  /**
   * Opens a body.
   *
   * @param response of the page that the tag stands in
   * @param dependencies of what the body makes
   */
  static OpenBody open(ServletResponse response, Dependencies dependencies) {
    OpenBody body = new OpenBody(CURRENT.get(), response, dependencies);
    CURRENT.set(body);
    return body;
  }

  /** Closes it, and all that were opened in it; what it included is what those around included. */
  void close() {
    if (outer == null) {
      CURRENT.remove(); // a pooled thread must not hold the application's class loader
    } else {
      outer.include(included);
      CURRENT.set(outer);
    }
  }

  /** Notes that the body includes files. */
  void include(Collection<String> paths) {
    included.addAll(paths);
  }

  /** Returns the files that were included. */
  Set<String> included() {
    return included;
  }

  /** Sets what takes the text of the body, as soon as the container has made it. */
  void writeTo(JspWriter body) {
    out = body;
  }

  /** Returns what takes the text of the body; null before it began. */
  @Nullable JspWriter out() {
    return out;
  }

  /** Notes that something is written to a response itself, past the bodies of its page. */
  static void tellWrittenPast(ServletResponse written) {
    tellChanged(written, "something was written to the response, past the tag, in it");
  }

  /** Notes that something is done to a response itself, past the bodies of its page. */
  static void tellChanged(ServletResponse changed, String what) {
    for (OpenBody body = CURRENT.get(); body != null; body = body.outer) {
      if (body.isBeside(changed)) {
        body.dependencies.keepUnique(what);
      }
    }
  }

  private boolean isBeside(ServletResponse written) {
    ServletResponse inner = response;
    while (inner != written && inner instanceof ServletResponseWrapper wrapper) {
      inner = wrapper.getResponse();
    }
    return inner == written;
  }

  /** Returns whether what is written to a response reaches its client past this body. */
  boolean isPassedBy(ServletResponse written) {
    ServletResponse inner = written;
    while (inner != response) {
      boolean isTransparent =
          inner instanceof WatchedResponse
              || CONTAINERS.stream().anyMatch(inner.getClass().getName()::startsWith);
      if (!isTransparent || !(inner instanceof ServletResponseWrapper wrapper)) {
        return false;
      }
      inner = wrapper.getResponse();
    }
    return true;
  }
}
