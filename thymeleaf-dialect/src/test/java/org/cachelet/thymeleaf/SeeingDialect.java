// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.List;
import java.util.Set;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.text.AbstractTextProcessor;
import org.thymeleaf.processor.text.ITextStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** A dialect that notes each element and each text that the engine processes. */
final class SeeingDialect extends AbstractProcessorDialect {
  private static final int FIRST = 1;

  private final List<String> seen;

  SeeingDialect(List<String> seen) {
    super("seeing", "seeing", FIRST);
    this.seen = seen;
  }

  @Override
  public Set<IProcessor> getProcessors(String prefix) {
    return Set.of(
        new AbstractElementTagProcessor(TemplateMode.HTML, null, null, false, null, false, FIRST) {
          @Override
          protected void doProcess(
              ITemplateContext context,
              IProcessableElementTag tag,
              IElementTagStructureHandler handler) {
            seen.add('<' + tag.getElementCompleteName() + '>');
          }
        },
        new AbstractTextProcessor(TemplateMode.HTML, FIRST) {
          @Override
          protected void doProcess(
              ITemplateContext context, IText text, ITextStructureHandler handler) {
            seen.add(text.getText());
          }
        });
  }
}
