// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.cachelet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's session as administrators see it. They never see its id, with which they could be the
 * visitor.
 *
 * @param name where it is stored, which opens nothing
 * @param user who has logged in; null for a guest
 * @param began how long ago it began
 * @param used how long ago it was used
 * @param lastUse when it was used last
 * @param holds its attributes by name, as text
 */
public record VisitorSession(
    String name,
    @Nullable String user,
    String began,
    String used,
    Instant lastUse,
    Map<String, String> holds) {

  /** Reads a session. */
  static VisitorSession of(Session session, Instant now) {
    Map<String, String> holds = new TreeMap<>();
    session.attributeNames().forEach(name -> holds.put(name, shown(session.attribute(name))));
    return new VisitorSession(
        session.storage(),
        session.user().orElse(null),
        Elapsed.between(session.creationTime(), now),
        Elapsed.between(session.accessTime(), now),
        session.accessTime(),
        holds);
  }

  /** Returns whether there is something in the cart. */
  public boolean hasCart() {
    return holds.containsKey(Visitor.CART);
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Cart cart) {
      return cart.count() == 1 ? "1 piece" : cart.count() + " pieces";
    }
    if (value instanceof Login login) {
      return login.name() + ", " + login.role();
    }
    if (value instanceof Integer number) {
      return number.toString();
    }
    return value == null ? "cannot be read by this release" : "not shown";
  }
}
