// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
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
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.cachelet.cache.InputSource;
import org.cachelet.cache.StableText;
import org.jspecify.annotations.Nullable;

/** What one servlet request has for the inputs by which fragments vary. Used by one request. */
public final class RequestInputs implements InputSource {
  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
  private static final Set<String> NAMELESS =
      Set.of("authenticated", "cookie-names", "host", "locale", "path", "query", "scheme", "user");
  private static final Set<String> NAMED = Set.of("cookie", "header", "param", "role", "session");
  private static final String ALLOWED =
      "allowed are authenticated, cookie:NAME, cookie-names, header:NAME, host, locale,"
          + " param:NAME, path, query, role:NAME, scheme, session:NAME and user";

  private static final List<String> QUERIES =
      List.of(
          RequestDispatcher.FORWARD_QUERY_STRING,
          RequestDispatcher.INCLUDE_QUERY_STRING,
          AsyncContext.ASYNC_QUERY_STRING);

  /** In place of the value of an attribute that a session does not have; no value has this text. */
  private static final String NO_ATTRIBUTE = "-";

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
          case "cookie-names" -> cookieNames();
          case "header" -> joined(Collections.list(request.getHeaders(input.name())));
          case "host" -> request.getServerName() + ':' + request.getServerPort();
          case "locale" -> StableText.of(request.getLocale());
          case "param" -> parameter(input.name());
          case "path" -> request.getRequestURI();
          case "query" -> query();
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

  /** Looks for one cookie: for a fragment around, the others make no difference. */
  private @Nullable String cookie(String name) {
    boolean isPart = Dependencies.currentPart() != null;
    Watch.report("cookie", name);
    List<String> values = new ArrayList<>();
    Cookie[] sent = isPart ? Watch.unseen(request::getCookies) : request.getCookies();
    for (Cookie cookie : cookies(sent)) {
      if (cookie.getName().equals(name)) {
        values.add(cookie.getValue());
      }
    }
    return joined(values);
  }

  private @Nullable String cookieNames() {
    return joined(Arrays.stream(cookies(request.getCookies())).map(Cookie::getName).toList());
  }

  private static Cookie[] cookies(Cookie @Nullable [] sent) {
    return sent == null ? new Cookie[0] : sent;
  }

  /** A dispatch brings a query of its own, and the parameters of that before it stay. */
  private @Nullable String query() {
    String own = request.getQueryString();
    List<String> before =
        QUERIES.stream()
            .map(request::getAttribute)
            .map(query -> query == null ? "" : query.toString())
            .toList();
    return own == null && before.stream().allMatch(String::isEmpty)
        ? null
        : StableText.of(List.of(Optional.ofNullable(own), before));
  }

  private @Nullable String parameter(String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? null : joined(Arrays.asList(values));
  }

  /** A fragment that varies by an attribute may also show that there is no session. */
  private @Nullable String session(String name) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return null;
    }
    Object value = session.getAttribute(name);
    if (value == null) {
      return NO_ATTRIBUTE;
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
