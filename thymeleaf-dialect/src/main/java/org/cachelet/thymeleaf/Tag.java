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
  /** The longest value that is shown as a whole. */
  private static final int LONGEST = 100;

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
   * @param advice says what is allowed
   * @throws TemplateProcessingException if it is not, or is empty
   */
  String required(String name, String advice) {
    String value = value(name);
    if (value == null || value.isEmpty() || value.equals("null")) {
      throw wrong(name, value == null ? "is missing" : "is ''", advice, null);
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
    return prefix != null && element.hasAttribute(names.attributeName(prefix, name));
  }

  /** Returns whether the element has one of these attributes of the Standard dialect. */
  boolean hasStandard(List<String> choice) {
    for (String name : choice) {
      if (hasStandard(name)) {
        return true;
      }
    }
    return false;
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
    String written = attribute == null ? plainName(name) : attribute.getAttributeCompleteName();
    String shown = isOwn() ? written + " of <" + element.getElementCompleteName() + '>' : written;
    return error(attribute, shown + ' ' + what + "; " + advice, cause);
  }

  /** Returns the error of an attribute with a value that cannot be used. */
  TemplateProcessingException wrongValue(String name, String value, String advice) {
    return wrong(name, "is '" + shortened(value) + '\'', advice, null);
  }

  /** Returns the error of an attribute with a value that was refused for what it is used for. */
  TemplateProcessingException wrongValue(String name, IllegalArgumentException refusal) {
    String value = String.valueOf(value(name));
    String said = String.valueOf(refusal.getMessage());
    String same = " is '" + value + "', ";
    int again = said.indexOf(same);
    String advice = again < 0 ? said : said.substring(again + same.length());
    return wrong(name, "is '" + shortened(value) + '\'', advice, refusal);
  }

  /** Returns the beginning of a value that is too long to be shown. */
  static String shortened(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value;
  }

  /** Returns the error of an attribute that should not be there. */
  TemplateProcessingException misplaced(IAttribute attribute, String what, String advice) {
    return error(
        attribute, attribute.getAttributeCompleteName() + ' ' + what + "; " + advice, null);
  }

  /** Returns the error of an element that should not be there. */
  TemplateProcessingException misplaced(String what, String advice) {
    return error(null, '<' + element.getElementCompleteName() + "> " + what + "; " + advice, null);
  }

  private TemplateProcessingException error(
      @Nullable IAttribute place, String message, @Nullable Throwable cause) {
    int line = element.getLine();
    int column = element.getCol();
    if (place != null && place.hasLocation()) {
      line = place.getLine();
      column = place.getCol();
    }
    return new TemplateProcessingException(message, element.getTemplateName(), line, column, cause);
  }

  private String plainName(String name) {
    return isOwn() ? name : names.written(name);
  }

  private @Nullable IAttribute attribute(String name) {
    return element.getAttribute(names.attributeName(isOwn() ? "" : names.prefix(), name));
  }
}
