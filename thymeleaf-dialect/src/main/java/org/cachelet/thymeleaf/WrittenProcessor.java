// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IModel;
import org.thymeleaf.processor.element.IElementTagStructureHandler;

/**
 * Puts a text in the place of the element that stands for it, since only so the engine takes it for
 * text and not for a template. Thread-safe.
 */
final class WrittenProcessor extends TagProcessor {
  private static final String VARIABLE = "org.cachelet.thymeleaf.written";

  WrittenProcessor(Names names) {
    super(names, names.element(Names.WORK), null, 1);
  }

  /** Puts a text in the place of an element. */
  static Work work(Names names, Written made) {
    return (context, element, handler) -> {
      WrittenText text = made.from(context, element);
      element.reset();
      element.add(context.getModelFactory().createStandaloneElementTag(names.written(Names.WORK)));
      handler.setLocalVariable(VARIABLE, text);
    };
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    if (!(tag.context().getVariable(VARIABLE) instanceof WrittenText text)) {
      throw new TemplateProcessingException(
          '<' + names().written(Names.WORK) + "> is not for templates");
    }
    handler.replaceWith(text, false);
  }

  /** Makes a text of an element. */
  @FunctionalInterface
  interface Written {
    WrittenText from(IEngineContext context, IModel element);
  }
}
