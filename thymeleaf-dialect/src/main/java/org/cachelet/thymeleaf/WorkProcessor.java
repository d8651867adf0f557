// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.ITemplateEvent;
import org.thymeleaf.processor.element.IElementModelProcessor;
import org.thymeleaf.processor.element.IElementModelStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Does the {@link Work} that was found necessary when the tag was met: then, and only then, the tag
 * got the attribute that brings it here. Thread-safe.
 */
final class WorkProcessor implements IElementModelProcessor {
  private static final int AT_ONCE = 1;

  private final Names names;

  WorkProcessor(Names names) {
    this.names = names;
  }

  @Override
  public void process(
      ITemplateContext context, IModel element, IElementModelStructureHandler handler) {
    ITemplateEvent first = element.get(0);
    Object work = context.getVariable(Work.VARIABLE);
    if (!(first instanceof IProcessableElementTag tag)
        || !(work instanceof Work todo)
        || !(context instanceof IEngineContext engine)) {
      throw new TemplateProcessingException(
          names.written(Names.WORK) + " is not for templates",
          first.getTemplateName(),
          first.getLine(),
          first.getCol());
    }
    element.replace(
        0, context.getModelFactory().removeAttribute(tag, names.attributeName(Names.WORK)));
    try {
      todo.apply(engine, element, handler);
    } catch (TemplateProcessingException e) {
      if (!e.hasTemplateName()) {
        e.setTemplateName(tag.getTemplateName());
        e.setLineAndCol(tag.getLine(), tag.getCol());
      }
      throw e;
    }
  }

  @Override
  public @Nullable MatchingElementName getMatchingElementName() {
    return null;
  }

  @Override
  public MatchingAttributeName getMatchingAttributeName() {
    return names.attribute(Names.WORK);
  }

  @Override
  public TemplateMode getTemplateMode() {
    return names.mode();
  }

  @Override
  public int getPrecedence() {
    return AT_ONCE;
  }
}
