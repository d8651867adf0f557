// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.AttributeValueQuotes;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;

/** Puts blocks of the Standard dialect, which write no tags, into templates. */
final class Blocks {
  private Blocks() {}

  /**
   * Replaces the tags of an element of ours by those of a block with its attributes of other
   * dialects, or by nothing if it has none.
   */
  static void unwrap(ITemplateContext context, IModel element) {
    IProcessableElementTag tag = (IProcessableElementTag) element.get(0);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (IAttribute attribute : tag.getAllAttributes()) {
      if (attribute.getAttributeDefinition().getAttributeName().getPrefix() != null) {
        attributes.put(attribute.getAttributeCompleteName(), attribute.getValue());
      }
    }
    String block = block(context);
    boolean empty = attributes.isEmpty() || block == null;
    IModelFactory factory = context.getModelFactory();
    if (tag instanceof IStandaloneElementTag) {
      element.reset();
      if (!empty) {
        element.add(
            factory.createOpenElementTag(block, attributes, AttributeValueQuotes.DOUBLE, false));
        element.add(factory.createCloseElementTag(block));
      }
    } else if (empty) {
      element.remove(element.size() - 1);
      element.remove(0);
    } else {
      element.replace(
          0, factory.createOpenElementTag(block, attributes, AttributeValueQuotes.DOUBLE, false));
      element.replace(element.size() - 1, factory.createCloseElementTag(block));
    }
  }

  /** Moves attributes of the Standard dialect from an element to a block around it. */
  static void hoist(ITemplateContext context, IModel element, List<String> names) {
    String prefix = context.getConfiguration().getStandardDialectPrefix();
    IModelFactory factory = context.getModelFactory();
    IProcessableElementTag tag = (IProcessableElementTag) element.get(0);
    Map<String, String> moved = new LinkedHashMap<>();
    for (IAttribute attribute : tag.getAllAttributes()) {
      AttributeName name = attribute.getAttributeDefinition().getAttributeName();
      if (prefix.equals(name.getPrefix()) && names.contains(name.getAttributeName())) {
        moved.put(attribute.getAttributeCompleteName(), attribute.getValue());
        tag = factory.removeAttribute(tag, name);
      }
    }
    element.replace(0, tag);
    surround(context, element, moved);
  }

  /** Puts an element into a block that iterates. */
  static void iterate(ITemplateContext context, IModel element, String each) {
    String prefix = context.getConfiguration().getStandardDialectPrefix();
    surround(context, element, Map.of(prefix + ":each", each));
  }

  private static void surround(
      ITemplateContext context, IModel element, Map<String, String> attributes) {
    IModelFactory factory = context.getModelFactory();
    String block = String.valueOf(block(context));
    element.insert(
        0, factory.createOpenElementTag(block, attributes, AttributeValueQuotes.DOUBLE, false));
    element.add(factory.createCloseElementTag(block));
  }

  /** Returns an element without attributes that have a prefix. */
  static IProcessableElementTag without(
      ITemplateContext context, IProcessableElementTag tag, String prefix) {
    IProcessableElementTag stripped = tag;
    for (AttributeName name :
        Arrays.stream(tag.getAllAttributes())
            .map(attribute -> attribute.getAttributeDefinition().getAttributeName())
            .toList()) {
      if (prefix.equals(name.getPrefix())) {
        stripped = context.getModelFactory().removeAttribute(stripped, name);
      }
    }
    return stripped;
  }

  private static @Nullable String block(ITemplateContext context) {
    String prefix = context.getConfiguration().getStandardDialectPrefix();
    return prefix == null ? null : prefix + ":block";
  }
}
