// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.realm.GenericPrincipal;
import org.cachelet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Who has logged in with a session, in notes of it: name, roles and the kind of login. So the login
 * survives the node; a password is never kept. Thread-safe.
 */
final class Login {
  private static final String PRINCIPAL = "principal";
  private static final String AUTH_TYPE = "authType";

  private final Session session;
  private volatile Known known = new Known(null, null);

  /**
   * What was found last, so that a visitor has one principal while nothing changes.
   *
   * @param note the name, then the roles
   */
  private record Known(@Nullable List<?> note, @Nullable Principal principal) {}

  /** Reads and writes the notes of a session. */
  Login(Session session) {
    this.session = session;
  }

  /** Returns whose session it is, on whatever node that was found; null if nobody's. */
  @Nullable Principal principal() {
    List<?> note = session.note(PRINCIPAL) instanceof List<?> list && !list.isEmpty() ? list : null;
    Known last = known;
    if (!Objects.equals(last.note(), note)) {
      last = new Known(note, note == null ? null : principal(note));
      known = last;
    }
    return last.principal();
  }

  private static Principal principal(List<?> note) {
    List<String> roles = new ArrayList<>();
    note.subList(1, note.size()).forEach(role -> roles.add(role.toString()));
    return new GenericPrincipal(note.get(0).toString(), roles);
  }

  /** Notes whose session it is; null for nobody's. */
  void principal(@Nullable Principal principal) {
    List<String> note = principal == null ? null : note(principal);
    known = new Known(note, principal);
    session.setNote(PRINCIPAL, note);
  }

  private static List<String> note(Principal principal) {
    List<String> note = new ArrayList<>();
    note.add(String.valueOf(principal.getName()));
    if (principal instanceof GenericPrincipal generic) {
      note.addAll(List.of(generic.getRoles()));
    }
    return note;
  }

  /** Returns how the visitor has logged in, as FORM; null if not. */
  @Nullable String authType() {
    return session.note(AUTH_TYPE) instanceof String type ? type : null;
  }

  /** Notes how the visitor has logged in; null for not at all. */
  void authType(@Nullable String type) {
    session.setNote(AUTH_TYPE, type);
  }
}
