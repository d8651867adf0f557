// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.AbstractMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cachelet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session as the map that Tomcat's session works with: so it tells its
 * listeners as it always does. Values that want to know are told before they are written and after
 * they were read. Thread-safe.
 */
final class SessionAttributes extends AbstractMap<String, Object>
    implements ConcurrentMap<String, Object> {
  private final Session session;
  private final Map<String, Object> local;
  private final BiPredicate<String, Object> isLocal;

  /** Those in use here that want to know of it, by name. */
  private final Map<String, HttpSessionActivationListener> active = new ConcurrentHashMap<>();

  private final Supplier<HttpSession> shown;

  /**
   * Shows the attributes of a session.
   *
   * @param local those of this node
   * @param isLocal whether one, given by name and value, is of this node
   * @param shown what listeners are told of
   */
  SessionAttributes(
      Session session,
      Map<String, Object> local,
      BiPredicate<String, Object> isLocal,
      Supplier<HttpSession> shown) {
    this.session = session;
    this.local = local;
    this.isLocal = isLocal;
    this.shown = shown;
  }

  @Override
  public @Nullable Object get(Object name) {
    Object here = local.get(name);
    if (here != null) {
      return here;
    }
    Object value = session.attribute((String) name);
    if (value instanceof HttpSessionActivationListener listener
        && active.put((String) name, listener) != listener) {
      listener.sessionDidActivate(new HttpSessionEvent(shown.get()));
    }
    return value;
  }

  /** Tells the values in use that they are to be written. */
  void passivate() {
    for (String name : List.copyOf(active.keySet())) {
      HttpSessionActivationListener listener = active.remove(name);
      if (listener != null) {
        listener.sessionWillPassivate(new HttpSessionEvent(shown.get()));
      }
    }
  }

  @Override
  public boolean containsKey(Object name) {
    return local.containsKey(name) || session.attributeNames().contains((String) name);
  }

  @Override
  public @Nullable Object put(String name, Object value) {
    if (isLocal.test(name, value)) {
      return local.put(name, value);
    }
    Object before = session.setAttribute(name, value);
    if (value instanceof HttpSessionActivationListener listener) {
      active.put(name, listener);
    } else {
      active.remove(name);
    }
    Object here = local.remove(name);
    return here != null ? here : before;
  }

  @Override
  public @Nullable Object remove(Object name) {
    active.remove((String) name);
    Object here = local.remove(name);
    return here != null ? here : session.removeAttribute((String) name);
  }

  /** Returns the names at this moment. */
  @Override
  public Set<String> keySet() {
    Set<String> names = new HashSet<>(session.attributeNames());
    names.addAll(local.keySet());
    return names;
  }

  /** Returns the attributes at this moment. */
  @Override
  public Set<Entry<String, Object>> entrySet() {
    return keySet().stream()
        .filter(name -> get(name) != null)
        .map(name -> new SimpleImmutableEntry<>(name, get(name)))
        .collect(Collectors.toSet());
  }

  @Override
  public Object putIfAbsent(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean remove(Object name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean replace(String name, Object before, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object replace(String name, Object value) {
    throw new UnsupportedOperationException();
  }
}
