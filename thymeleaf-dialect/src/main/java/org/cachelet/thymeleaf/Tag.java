// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;

/**
 * One tag that the dialect has to do with: a {@code <cache:…>} element, whose attributes have no
 * prefix, or another element with {@code cache:…} attributes. Used by one request.
 */
record Tag(Names names, ITemplateContext context, IProcessableElementTag element) {
  /** Returns whether it is an element of the dialect's own. */
  boolean isOwn() {
    return names.prefix().equals(element.getElementDefinition().getElementName().getPrefix());
  }

  boolean has(String name) {
    return attribute(name) != null;
  }

  /** Returns the value of an attribute; null if it is not there. */
  @Nullable String value(String name) {
    IAttribute attribute = attribute(name);
    return attribute == null ? null : String.valueOf(attribute.getValue()).strip();
  }

  /**
   * Returns the value of an attribute that has to be there.
   *
   * @throws TemplateProcessingException if it is not, or is empty
   */
  String required(String name, String example) {
    String value = value(name);
    if (value == null || value.isEmpty() || value.equals("null")) {
      throw wrong(name, value == null ? "is missing" : "is ''", "allowed is " + example, null);
    }
    return value;
  }

  /** Checks that an element of the dialect's own has no other attributes than these. */
  void checkOnly(Set<String> allowed) {
    for (IAttribute attribute : element.getAllAttributes()) {
      AttributeName name = attribute.getAttributeDefinition().getAttributeName();
      if (name.getPrefix() == null && !allowed.contains(name.getAttributeName())) {
        throw wrong(
            name.getAttributeName(),
            "is unknown",
            "its attributes are " + String.join(", ", new TreeSet<>(allowed)),
            null);
      }
    }
  }

  /** Returns whether the element has an attribute of the Standard dialect. */
  boolean hasStandard(String name) {
    String prefix = context.getConfiguration().getStandardDialectPrefix();
    return prefix != null && element.hasAttribute(prefix, name);
  }

  /** Returns whether the element has one of these attributes of the Standard dialect. */
  boolean hasStandard(List<String> choice) {
    return choice.stream().anyMatch(this::hasStandard);
  }

  /** Removes all attributes of the dialect. */
  void strip(IElementTagStructureHandler handler) {
    Arrays.stream(element.getAllAttributes())
        .map(attribute -> attribute.getAttributeDefinition().getAttributeName())
        .filter(name -> names.prefix().equals(name.getPrefix()))
        .forEach(handler::removeAttribute);
  }

  /**
   * Returns the error of a wrong attribute.
   *
   * @param what says what is wrong, such as {@code is 'ten'}
   * @param advice says what is allowed
   */
  TemplateProcessingException wrong(
      String name, String what, String advice, @Nullable Throwable cause) {
    IAttribute attribute = attribute(name);
    int line = element.getLine();
    int column = element.getCol();
    if (attribute != null && attribute.hasLocation()) {
      line = attribute.getLine();
      column = attribute.getCol();
    }
    String message = shown(name) + ' ' + what + "; " + advice;
    return new TemplateProcessingException(message, element.getTemplateName(), line, column, cause);
  }

  /** Returns the error of an attribute with a value that cannot be used. */
  TemplateProcessingException wrongValue(String name, Object value, String advice) {
    return wrong(name, "is '" + value + '\'', advice, null);
  }

  private String shown(String name) {
    return isOwn() ? name + " of <" + element.getElementCompleteName() + '>' : names.written(name);
  }

  private @Nullable IAttribute attribute(String name) {
    return isOwn() ? element.getAttribute(name) : element.getAttribute(names.prefix(), name);
  }
}
