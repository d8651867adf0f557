// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.engine.AttributeNames;
import org.thymeleaf.engine.ElementNames;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/** What the elements and attributes of the dialect are called in one template mode. Thread-safe. */
final class Names {
  static final String FRAGMENT = "fragment";
  static final String NAME = "name";
  static final String EACH = "each";
  static final String HOLE = "hole";
  static final String HOLE_ATTRIBUTE = "hole-attr";
  static final String TTL = "ttl";
  static final String STALE_WHILE_REVALIDATE = "stale-while-revalidate";
  static final String STALE_IF_ERROR = "stale-if-error";
  static final String VARY = "vary";
  static final String VARY_BY = "vary-by";
  static final String TAGS = "tags";
  static final String IF = "if";
  static final String UNLESS = "unless";
  static final String ON_ERROR = "on-error";
  static final String CACHE = "cache";
  static final String SHARED = "shared";
  static final String REASON = "reason";

  static final String EVICT = "evict";
  static final String TAG = "tag";
  static final String REFUSE = "refuse";

  /** Marks an element that more is to be done with, for ourselves. */
  static final String WORK = "work-in-progress";

  /** What says how a fragment is cached. */
  static final Set<String> OF_FRAGMENTS =
      Set.of(
          TTL,
          STALE_WHILE_REVALIDATE,
          STALE_IF_ERROR,
          VARY,
          VARY_BY,
          TAGS,
          IF,
          UNLESS,
          ON_ERROR,
          CACHE,
          SHARED);

  /** The elements. */
  static final Set<String> ELEMENTS = Set.of(FRAGMENT, EVICT, TAG, REFUSE);

  /** The attributes of other elements that make it a use of the cache. */
  static final List<String> MAIN = List.of(FRAGMENT, EACH, HOLE);

  private final TemplateMode mode;
  private final String prefix;

  /** By prefix and name: it takes the engine long to find them in all that it knows. */
  private final Map<String, Map<String, AttributeName>> attributes = new ConcurrentHashMap<>();

  /**
   * Makes the names.
   *
   * @param prefix the one that the engine gave to the dialect
   */
  Names(TemplateMode mode, String prefix) {
    this.mode = mode;
    this.prefix = prefix;
  }

  TemplateMode mode() {
    return mode;
  }

  String prefix() {
    return prefix;
  }

  MatchingElementName element(String name) {
    return MatchingElementName.forElementName(mode, ElementNames.forName(mode, prefix, name));
  }

  MatchingAttributeName attribute(String name) {
    return MatchingAttributeName.forAttributeName(mode, attributeName(name));
  }

  AttributeName attributeName(String name) {
    return attributeName(prefix, name);
  }

  /** Returns the name of an attribute with some prefix, which is empty for none. */
  AttributeName attributeName(String prefix, String name) {
    return attributes
        .computeIfAbsent(prefix, some -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            name, some -> AttributeNames.forName(mode, prefix.isEmpty() ? null : prefix, some));
  }

  /** Returns the name as users write it. */
  String written(String name) {
    return prefix + ':' + name;
  }
}
