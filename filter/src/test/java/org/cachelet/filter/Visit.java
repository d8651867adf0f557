// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/**
 * A request that tests send, what filters before ours do to it, and what the rule says.
 *
 * @param target path and query
 * @param headers names and values in turn
 * @param before what ours gets in place of the container's request
 * @param shown the request headers that the application is shown in place of those sent
 */
record Visit(
    String target,
    List<String> headers,
    UnaryOperator<HttpServletRequest> before,
    Map<String, String> shown,
    Set<Input> varyBy) {

  static Visit to(String target) {
    return new Visit(target, List.of(), UnaryOperator.identity(), Map.of(), Set.of());
  }

  Visit header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Visit(target, more, before, shown, varyBy);
  }

  Visit before(UnaryOperator<HttpServletRequest> change) {
    return new Visit(
        target, headers, request -> change.apply(before.apply(request)), shown, varyBy);
  }

  Visit attribute(String name, Object value) {
    return before(
        request -> {
          request.setAttribute(name, value);
          return request;
        });
  }

  /** Lets the user of a name be logged in, in role admin. */
  Visit user(String name) {
    return before(request -> new Authenticated(request, name));
  }

  /** Adds a header that the client of the tests does not send. */
  Visit proxyAuthorization(String value) {
    return before(request -> new Proxied(request, value));
  }

  Visit shown(String header, String value) {
    return new Visit(target, headers, before, Map.of(header, value), varyBy);
  }

  Visit varyBy(Input... inputs) {
    return new Visit(target, headers, before, shown, Set.of(inputs));
  }

  HttpRequest on(int port) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .timeout(Duration.ofSeconds(10));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request.build();
  }

  private static final class Proxied extends HttpServletRequestWrapper {
    private final String authorization;

    Proxied(HttpServletRequest request, String authorization) {
      super(request);
      this.authorization = authorization;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase("Proxy-Authorization") ? authorization : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase("Proxy-Authorization")
          ? Collections.enumeration(List.of(authorization))
          : super.getHeaders(name);
    }
  }

  private static final class Authenticated extends HttpServletRequestWrapper {
    private final String name;

    Authenticated(HttpServletRequest request, String name) {
      super(request);
      this.name = name;
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> name;
    }

    @Override
    public String getRemoteUser() {
      return name;
    }

    @Override
    public @Nullable String getAuthType() {
      return FORM_AUTH;
    }

    @Override
    public boolean isUserInRole(String role) {
      return role.equals("admin");
    }
  }
}
