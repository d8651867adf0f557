// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/**
 * Finds what of a request belongs to its visitor alone: session ids, random cookies, tokens, the
 * user's name. Looks only at what is there, so that nothing is begun by it.
 */
final class Secrets {
  private static final int SHORTEST = 8;
  private static final int SHORTEST_COOKIE = 16;
  private static final int SHORTEST_NAME = 4;
  private static final int LEAST_VARIETY = 8;
  private static final int MOST = 200;
  private static final List<String> TOKENS = List.of("csrf", "xsrf", "token", "nonce");

  private final HttpServletRequest request;
  private final Set<Input> inKey;
  private final List<Secret> secrets = new ArrayList<>();

  private Secrets(HttpServletRequest request, Set<Input> inKey) {
    this.request = request;
    this.inKey = inKey;
  }

  /**
   * Returns the secrets of a request.
   *
   * @param inKey the inputs whose values are in the key of the page, whom all know who get it
   */
  static List<Secret> of(Inputs inputs, Set<Input> inKey) {
    Secrets found = new Secrets(inputs.request(), inKey);
    found.addSessions();
    if (!inKey.contains(InputKind.HEADER.input("cookie"))) {
      inputs.visibleCookies().forEach(found::addCookie);
    }
    found.addAttributes();
    if (!inKey.contains(InputKind.USER.input())) {
      found.addUser();
    }
    return found.secrets.subList(0, Math.min(MOST, found.secrets.size()));
  }

  private void addSessions() {
    if (!inKey.contains(InputKind.REQUESTED_SESSION.input())) {
      addId(request.getRequestedSessionId());
    }
    HttpSession session = session();
    if (session == null) {
      return;
    }
    try {
      addId(session.getId());
      for (String name : Collections.list(session.getAttributeNames())) {
        Object value = session.getAttribute(name);
        if (!inKey.contains(InputKind.SESSION.input(name)) && isToken(name, value)) {
          add("the token in attribute " + name + " of the session", tokenOf(value));
        }
      }
    } catch (IllegalStateException ended) { // by another request, since this one began
      return;
    }
  }

  private @Nullable HttpSession session() {
    try {
      return request.getSession(false);
    } catch (IllegalStateException ended) {
      return null;
    }
  }

  /** Containers add the name of the node behind a dot. */
  private void addId(@Nullable String id) {
    add("the id of the session", id);
    int dot = id == null ? -1 : id.indexOf('.');
    if (id != null && dot > 0) {
      add("the id of the session", id.substring(0, dot));
    }
  }

  private void addCookie(Cookie cookie) {
    String value = cookie.getValue();
    if (value == null
        || inKey.contains(InputKind.COOKIE.input(cookie.getName()))
        || !isRandom(value)) {
      return;
    }
    String what = "the value of cookie " + cookie.getName();
    add(what, value);
    String decoded = decoded(value);
    if (!decoded.equals(value)) {
      add(what, decoded);
    }
  }

  /** Settings such as {@code theme=dark} are no secrets, and may well be words of a page. */
  private static boolean isRandom(String value) {
    return value.length() >= SHORTEST_COOKIE
        && value.chars().anyMatch(c -> c >= '0' && c <= '9')
        && value.chars().distinct().count() >= LEAST_VARIETY;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return value;
    }
  }

  /** Objects of a request may make a token when they are asked for it, so only texts are taken. */
  private void addAttributes() {
    for (String name : Collections.list(request.getAttributeNames())) {
      if (isToken(name, null) && request.getAttribute(name) instanceof String token) {
        add("the token in attribute " + name + " of the request", token);
      }
    }
  }

  private static boolean isToken(String name, @Nullable Object value) {
    return isTokenName(name) || (value != null && isTokenName(value.getClass().getSimpleName()));
  }

  private static boolean isTokenName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TOKENS.stream().anyMatch(lower::contains);
  }

  /** Returns the text of a token that a session holds, which exists already. */
  private static @Nullable String tokenOf(@Nullable Object value) {
    if (value instanceof String token) {
      return token;
    }
    if (value == null) {
      return null;
    }
    try {
      Method accessor = value.getClass().getMethod("getToken");
      return accessor.invoke(value) instanceof String token ? token : null;
    } catch (ReflectiveOperationException | RuntimeException inaccessible) {
      return null;
    }
  }

  private void addUser() {
    Principal user = request.getUserPrincipal();
    String name = user == null ? request.getRemoteUser() : user.getName();
    if (name != null && name.length() >= SHORTEST_NAME) {
      secrets.add(new Secret("the name of the user", name, Secret.Extent.WHOLE_WORD));
    }
  }

  private void add(String what, @Nullable String text) {
    if (text != null && text.length() >= SHORTEST) {
      secrets.add(new Secret(what, text, Secret.Extent.ANYWHERE));
    }
  }
}
