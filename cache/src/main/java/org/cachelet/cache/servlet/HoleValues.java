// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cachelet.cache.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The values that stand in holes, by name: {@value #CSRF}, {@value #USER}, {@value #NONCE} and
 * those of the application. Thread-safe.
 *
 * <pre>{@code
 * HoleValues.of(servletContext).put("cart-count", request -> carts.countOf(request));
 * }</pre>
 */
public final class HoleValues {
  /** The token against forged requests. */
  public static final String CSRF = "csrf";

  /** The name of the user who is logged in. */
  public static final String USER = "user";

  /** The nonce of the content security policy. */
  public static final String NONCE = "nonce";

  private static final String ATTRIBUTE = HoleValues.class.getName();

  private final ConcurrentMap<String, HoleValue> values = new ConcurrentHashMap<>();
  private final String csrfAttribute;

  private HoleValues(String csrfAttribute, String nonceAttribute) {
    this.csrfAttribute = csrfAttribute;
    put(CSRF, this::csrf);
    put(USER, HoleValues::user);
    put(NONCE, request -> text(request.getAttribute(nonceAttribute)));
  }

  /**
   * Returns the values of a web application.
   *
   * @throws org.cachelet.cache.SettingsException if its settings are wrong
   */
  public static HoleValues of(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof HoleValues known) {
      return known; // as each request but the first finds it
    }
    synchronized (HoleValues.class) {
      if (context.getAttribute(ATTRIBUTE) instanceof HoleValues values) {
        return values;
      }
      Settings settings = ServletCaches.settings(context);
      HoleValues values =
          new HoleValues(
              settings.value(HoleSettings.CSRF_ATTRIBUTE),
              settings.value(HoleSettings.NONCE_ATTRIBUTE));
      context.setAttribute(ATTRIBUTE, values);
      return values;
    }
  }

  /**
   * Adds a value, or takes the place of the one with its name.
   *
   * @throws IllegalArgumentException if the name has other characters than letters, digits, dots,
   *     dashes and underscores
   */
  @CanIgnoreReturnValue
  public HoleValues put(String name, HoleValue value) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "name of a hole's value is '"
              + name
              + "', allowed are letters, digits, dots, dashes and underscores");
    }
    values.put(name, value);
    return this;
  }

  /**
   * Returns a value for a request; null if there is none.
   *
   * @throws IllegalArgumentException if no value has this name
   */
  public @Nullable String value(String name, HttpServletRequest request) {
    return known(name).value(request);
  }

  /**
   * Checks that there is a value with this name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public void check(String name) {
    known(name);
  }

  private HoleValue known(String name) {
    HoleValue value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "hole is '"
              + name
              + "', known values are "
              + String.join(", ", new TreeSet<>(values.keySet())));
    }
    return value;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
  }

  private static @Nullable String user(HttpServletRequest request) {
    Principal user = request.getUserPrincipal();
    return user == null ? null : user.getName();
  }

  private @Nullable String csrf(HttpServletRequest request) {
    Object token = csrfHolder(request);
    return token == null ? null : tokenOf(token);
  }

  /** Returns the token or what has it, which may make it only when it is asked. */
  @Nullable Object csrfHolder(HttpServletRequest request) {
    Object token = request.getAttribute(csrfAttribute);
    if (token == null) {
      HttpSession session = request.getSession(false);
      token = session == null ? null : session.getAttribute(csrfAttribute);
    }
    return token;
  }

  /** Returns the name of the attribute that has the token. */
  String csrfAttribute() {
    return csrfAttribute;
  }

  private static @Nullable String tokenOf(Object holder) {
    if (holder instanceof CharSequence) {
      return holder.toString();
    }
    try {
      Method method = TypesOf.publicMethod(holder.getClass(), "getToken");
      return text(method == null ? holder : method.invoke(holder));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the token of a " + holder.getClass().getName() + " cannot be read", e);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
