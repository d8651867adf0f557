// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What listeners of all nodes in this process have been told. Thread-safe. */
public final class Events {
  static final String NODE = Events.class.getName();

  private static final List<Event> ALL = new CopyOnWriteArrayList<>();

  private Events() {}

  /**
   * Something that a listener was told.
   *
   * @param node where
   * @param text what, as {@code added color=red}
   */
  public record Event(String node, String text) {}

  /** Forgets all of them. */
  public static void clear() {
    ALL.clear();
  }

  /** Returns all since they were forgotten. */
  public static List<Event> all() {
    return List.copyOf(ALL);
  }

  /** Returns what was told on any node. */
  public static List<String> texts() {
    return ALL.stream().map(Event::text).toList();
  }

  static void add(ServletContext context, String text) {
    ALL.add(new Event(String.valueOf(context.getAttribute(NODE)), text));
  }
}
