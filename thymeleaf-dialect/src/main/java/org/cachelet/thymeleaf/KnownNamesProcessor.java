// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Set;
import java.util.TreeSet;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;

/**
 * Refuses attributes that the dialect does not have, so that a misspelt one is not a fragment that
 * is shared by too many. Thread-safe.
 */
final class KnownNamesProcessor extends TagProcessor {
  private static final int FIRST = 0;

  KnownNamesProcessor(Names names) {
    super(
        names,
        null,
        MatchingAttributeName.forAllAttributesWithPrefix(names.mode(), names.prefix()),
        FIRST);
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    boolean isUse = Names.MAIN.stream().anyMatch(tag::has) || tag.isOwn();
    for (IAttribute attribute : tag.element().getAllAttributes()) {
      String complete = attribute.getAttributeCompleteName();
      String start = names().prefix() + ':';
      if (complete.startsWith(start)) {
        check(tag, complete.substring(start.length()), isUse);
      }
    }
  }

  private void check(Tag tag, String name, boolean isUse) {
    boolean ofFragment = Names.OF_FRAGMENTS.contains(name) || name.equals(Names.HOLE_ATTRIBUTE);
    if (!Names.MAIN.contains(name) && !ofFragment && !name.equals(Names.WORK)) {
      Set<String> known = new TreeSet<>(Names.OF_FRAGMENTS);
      known.addAll(Names.MAIN);
      known.add(Names.HOLE_ATTRIBUTE);
      throw tag.wrong(name, "is unknown", "the attributes are " + String.join(", ", known), null);
    }
    if (ofFragment && !isUse) {
      throw tag.wrong(
          name,
          "stands alone",
          "it belongs to " + names().written(Names.FRAGMENT) + " on the same element",
          null);
    }
  }
}
