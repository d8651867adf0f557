// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/** What containers tell of a request by its attributes; all others are the application's own. */
final class ContainerAttributes {
  private static final String SERVLET = "jakarta.servlet.";
  private static final Input CONNECTION = Input.of("connection");

  private ContainerAttributes() {}

  /** Returns the input that an attribute tells; null if it is the application's own. */
  static @Nullable Input inputOf(String attribute) {
    if (attribute.startsWith(SERVLET)) {
      return ofServlet(attribute.substring(SERVLET.length()));
    }
    return attribute.startsWith("org.apache.tomcat.")
            || attribute.startsWith("org.apache.catalina.AccessLog.")
        ? CONNECTION
        : null;
  }

  private static @Nullable Input ofServlet(String name) {
    int dot = name.indexOf('.');
    return switch (dot < 0 ? "" : name.substring(0, dot)) {
      case "forward", "include", "async" ->
          Input.of(name.endsWith(".query_string") ? "query" : "path");
      case "error" -> new Input("error", name.substring(dot + 1));
      case "request" -> CONNECTION; // cipher, certificates, id of the TLS session
      default -> null;
    };
  }
}
