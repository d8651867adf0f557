// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Set;
import java.util.TreeSet;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;

/**
 * Refuses attributes that the dialect does not have or that mean nothing where they stand, so that
 * a misspelt one is not a fragment that is shared by too many. Thread-safe.
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
    for (IAttribute attribute : tag.element().getAllAttributes()) {
      AttributeName name = attribute.getAttributeDefinition().getAttributeName();
      if (names().prefix().equals(name.getPrefix())
          && !name.getAttributeName().equals(Names.WORK)
          && !isOfOthers(tag, attribute)) {
        check(tag, attribute, name.getAttributeName());
      }
    }
  }

  /** Returns whether a {@code data-} attribute can be one that scripts look at. */
  private static boolean isOfOthers(Tag tag, IAttribute attribute) {
    return attribute.getAttributeCompleteName().startsWith("data-")
        && Names.MAIN.stream().noneMatch(tag::has);
  }

  private void check(Tag tag, IAttribute attribute, String name) {
    if (tag.isOwn()) {
      throw tag.misplaced(
          attribute,
          "is on <" + tag.element().getElementCompleteName() + '>',
          "its attributes have no prefix");
    }
    boolean ofHole = name.equals(Names.HOLE_ATTRIBUTE) || name.equals(Names.ON_ERROR);
    boolean ofFragment = Names.OF_FRAGMENTS.contains(name);
    if (!Names.MAIN.contains(name) && !ofHole && !ofFragment) {
      throw tag.misplaced(attribute, "is unknown", "the attributes are " + known());
    }
    boolean isUsed =
        Names.MAIN.contains(name)
            || (ofHole && tag.has(Names.HOLE))
            || (ofFragment && (tag.has(Names.FRAGMENT) || tag.has(Names.EACH)));
    if (!isUsed) {
      throw unused(tag, attribute, name);
    }
  }

  private RuntimeException unused(Tag tag, IAttribute attribute, String name) {
    if (tag.has(Names.HOLE)) {
      return tag.misplaced(
          attribute,
          "is on a hole",
          "allowed are "
              + names().written(Names.HOLE_ATTRIBUTE)
              + " and "
              + names().written(Names.ON_ERROR));
    }
    String main = name.equals(Names.HOLE_ATTRIBUTE) ? Names.HOLE : Names.FRAGMENT;
    return tag.misplaced(
        attribute,
        "stands alone",
        "it belongs to " + names().written(main) + " on the same element");
  }

  private static String known() {
    Set<String> known = new TreeSet<>(Names.OF_FRAGMENTS);
    known.addAll(Names.MAIN);
    known.add(Names.HOLE_ATTRIBUTE);
    return String.join(", ", known);
  }
}
