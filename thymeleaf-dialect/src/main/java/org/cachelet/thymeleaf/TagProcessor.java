// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/** Does something with the tags of one element or with one attribute. Thread-safe. */
abstract class TagProcessor implements IElementTagProcessor {
  private final Names names;
  private final @Nullable MatchingElementName element;
  private final @Nullable MatchingAttributeName attribute;
  private final int precedence;

  TagProcessor(
      Names names,
      @Nullable MatchingElementName element,
      @Nullable MatchingAttributeName attribute,
      int precedence) {
    this.names = names;
    this.element = element;
    this.attribute = attribute;
    this.precedence = precedence;
  }

  abstract void process(Tag tag, IElementTagStructureHandler handler);

  final Names names() {
    return names;
  }

  @Override
  public final void process(
      ITemplateContext context,
      IProcessableElementTag element,
      IElementTagStructureHandler handler) {
    try {
      process(new Tag(names, context, element), handler);
    } catch (TemplateProcessingException e) {
      if (!e.hasTemplateName() && element.hasLocation()) {
        e.setTemplateName(element.getTemplateName());
        e.setLineAndCol(element.getLine(), element.getCol());
      }
      throw e;
    }
  }

  @Override
  public final TemplateMode getTemplateMode() {
    return names.mode();
  }

  @Override
  public final int getPrecedence() {
    return precedence;
  }

  @Override
  public final @Nullable MatchingElementName getMatchingElementName() {
    return element;
  }

  @Override
  public final @Nullable MatchingAttributeName getMatchingAttributeName() {
    return attribute;
  }
}
