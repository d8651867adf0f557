// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cachelet.cache.Input;
import org.cachelet.cache.InputSource;
import org.cachelet.cache.StableText;
import org.jspecify.annotations.Nullable;

/** What one servlet request has for the inputs by which fragments vary. Used by one request. */
public final class RequestInputs implements InputSource {
  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
  private static final Set<String> NAMELESS =
      Set.of("authenticated", "host", "locale", "path", "query", "scheme", "user");
  private static final Set<String> NAMED = Set.of("cookie", "header", "param", "role", "session");
  private static final String ALLOWED =
      "allowed are authenticated, cookie:NAME, header:NAME, host, locale, param:NAME, path, query,"
          + " role:NAME, scheme, session:NAME and user";

  private final HttpServletRequest request;

  /** Takes the request as the code around the fragment sees it. */
  public RequestInputs(HttpServletRequest request) {
    this.request = request;
  }

  /**
   * Returns the inputs that a text names, separated by commas or spaces, such as {@code locale,
   * session:currency}.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  public static Set<Input> parse(String words) {
    return SEPARATORS
        .splitAsStream(words)
        .filter(word -> !word.isEmpty())
        .map(RequestInputs::input)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Input input(String word) {
    int colon = word.indexOf(':');
    String kind = colon < 0 ? word : word.substring(0, colon);
    String name = colon < 0 ? "" : word.substring(colon + 1);
    boolean known = name.isEmpty() ? colon < 0 && NAMELESS.contains(kind) : NAMED.contains(kind);
    if (!known) {
      throw new IllegalArgumentException("vary-by is '" + word + "', " + ALLOWED);
    }
    return kind.equals("header")
        ? new Input(kind, name.toLowerCase(Locale.ROOT))
        : new Input(kind, name);
  }

  @Override
  public Optional<String> valueOf(Input input) {
    return Optional.ofNullable(
        switch (input.kind()) {
          case "authenticated" -> request.getUserPrincipal() == null ? null : "true";
          case "cookie" -> cookie(input.name());
          case "header" -> joined(Collections.list(request.getHeaders(input.name())));
          case "host" -> request.getServerName() + ':' + request.getServerPort();
          case "locale" -> StableText.of(request.getLocale());
          case "param" -> parameter(input.name());
          case "path" -> request.getRequestURI();
          case "query" -> request.getQueryString();
          case "role" -> request.isUserInRole(input.name()) ? "true" : null;
          case "scheme" -> request.getScheme();
          case "session" -> session(input.name());
          case "user" -> user();
          default -> throw new IllegalArgumentException("vary-by is '" + input + "', " + ALLOWED);
        });
  }

  private @Nullable String user() {
    Principal user = request.getUserPrincipal();
    return user == null ? null : String.valueOf(user.getName());
  }

  private @Nullable String cookie(String name) {
    List<String> values = new ArrayList<>();
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(name)) {
        values.add(cookie.getValue());
      }
    }
    return joined(values);
  }

  private @Nullable String parameter(String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? null : joined(Arrays.asList(values));
  }

  private @Nullable String session(String name) {
    HttpSession session = request.getSession(false);
    Object value = session == null ? null : session.getAttribute(name);
    if (value == null) {
      return null;
    }
    String text = StableText.of(value);
    if (text == null) {
      throw new IllegalArgumentException(
          "session:"
              + name
              + " is a "
              + value.getClass().getName()
              + ", which is not told apart by any text; "
              + StableText.ADVICE);
    }
    return text;
  }

  private static @Nullable String joined(Collection<String> values) {
    return values.isEmpty() ? null : StableText.of(List.copyOf(values));
  }
}
