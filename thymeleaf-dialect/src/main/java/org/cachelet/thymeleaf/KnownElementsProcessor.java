// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.TreeSet;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingElementName;

/** Refuses elements that the dialect does not have. Thread-safe. */
final class KnownElementsProcessor extends TagProcessor {
  private static final int FIRST = 0;

  KnownElementsProcessor(Names names) {
    super(
        names,
        MatchingElementName.forAllElementsWithPrefix(names.mode(), names.prefix()),
        null,
        FIRST);
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    String name = tag.element().getElementDefinition().getElementName().getElementName();
    if (!Names.ELEMENTS.contains(name) && !name.equals(Names.WORK)) {
      throw tag.misplaced(
          "is unknown",
          "the elements are "
              + String.join(
                  ", ", new TreeSet<>(Names.ELEMENTS).stream().map(names()::written).toList()));
    }
  }
}
