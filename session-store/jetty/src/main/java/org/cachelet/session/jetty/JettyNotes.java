// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.cachelet.session.Session;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.RolePrincipal;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Jetty's own classes leave in a session, as for a login with a form: kept as text, so that no
 * class of the server is made from bytes. Of a user who has logged in there are the name and the
 * roles, but never the password. Thread-safe.
 */
final class JettyNotes {
  private static final Logger LOG = LoggerFactory.getLogger(JettyNotes.class);
  private static final String BEGINNING = "org.eclipse.jetty.";
  private static final String URI = "uri";
  private static final String FIELDS = "fields";
  private static final String LOGIN = "login";
  private static final int LOGIN_PARTS = 3;

  private JettyNotes() {}

  /** Returns whether Jetty has set an attribute, and not the application. */
  static boolean isNote(String name) {
    return name.startsWith(BEGINNING);
  }

  /** Returns what Jetty had set; null if nothing. */
  static @Nullable Object get(Session session, String name) {
    return read(session.note(name));
  }

  /** Sets it; null removes it. Returns what there was before, null if nothing. */
  static @Nullable Object set(Session session, String name, @Nullable Object value) {
    Object before = get(session, name);
    try {
      session.setNote(name, value == null ? null : written(value));
    } catch (IllegalArgumentException e) { // as of SPNEGO, which then asks again
      LOG.warn("Jetty's attribute {} is not kept in the session: {}", name, e.getMessage());
    }
    return before;
  }

  private static Object written(Object value) {
    if (value instanceof HttpURI uri) {
      return tagged(URI, uri.asString());
    }
    if (value instanceof Fields fields) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      fields.forEach(field -> values.put(field.getName(), new ArrayList<>(field.getValues())));
      return new LinkedHashMap<>(Map.of(FIELDS, values));
    }
    if (isLogin(value)) {
      return Logins.written(value);
    }
    return value;
  }

  private static boolean isLogin(Object value) {
    return value.getClass().getName().endsWith(".SessionAuthentication");
  }

  private static List<String> tagged(String... parts) {
    return new ArrayList<>(Arrays.asList(parts));
  }

  private static @Nullable Object read(@Nullable Object note) {
    if (note instanceof List<?> parts && !parts.isEmpty()) {
      return switch (String.valueOf(parts.get(0))) {
        case URI -> HttpURI.from(String.valueOf(parts.get(1)));
        case LOGIN -> Logins.read(parts);
        default -> note;
      };
    }
    if (note instanceof Map<?, ?> map && map.get(FIELDS) instanceof Map<?, ?> values) {
      return fields(values);
    }
    return note;
  }

  private static Fields fields(Map<?, ?> values) {
    Fields fields = new Fields();
    values.forEach(
        (name, all) -> {
          for (Object value : (List<?>) all) {
            fields.add(String.valueOf(name), String.valueOf(value));
          }
        });
    return fields;
  }

  /** Users who have logged in; loaded only where there are any. */
  private static final class Logins {
    static Object written(Object value) {
      AuthenticationState.Succeeded login = (AuthenticationState.Succeeded) value;
      UserIdentity user = login.getUserIdentity();
      List<String> parts =
          tagged(LOGIN, login.getAuthenticationType(), user.getUserPrincipal().getName());
      for (RolePrincipal role : user.getSubject().getPrincipals(RolePrincipal.class)) {
        parts.add(role.getName());
      }
      return parts;
    }

    static @Nullable Object read(List<?> parts) {
      SecurityHandler security = SecurityHandler.getCurrentSecurityHandler();
      IdentityService identities = security == null ? null : security.getIdentityService();
      if (identities == null || parts.size() < LOGIN_PARTS) {
        return null;
      }
      String[] roles =
          parts.subList(LOGIN_PARTS, parts.size()).stream()
              .map(String::valueOf)
              .toArray(String[]::new);
      UserPrincipal principal = new UserPrincipal(String.valueOf(parts.get(2)), null);
      UserIdentity user = identities.newUserIdentity(subject(principal, roles), principal, roles);
      return new SessionAuthentication(String.valueOf(parts.get(1)), user, null);
    }

    private static Subject subject(UserPrincipal principal, String[] roles) {
      Set<java.security.Principal> principals = new java.util.LinkedHashSet<>();
      principals.add(principal);
      for (String role : roles) {
        principals.add(new RolePrincipal(role));
      }
      return new Subject(true, principals, Set.of(), Set.of());
    }
  }
}
