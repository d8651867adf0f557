// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.ITemplateEvent;
import org.thymeleaf.model.IText;

/** Notes from which templates the parts of a fragment come that are written. */
final class NotingHandler extends AbstractTemplateHandler {
  private final WatchedContext context;

  NotingHandler(WatchedContext context) {
    this.context = context;
  }

  @Override
  public void handleText(IText text) {
    note(text);
    super.handleText(text);
  }

  @Override
  public void handleStandaloneElement(IStandaloneElementTag tag) {
    note(tag);
    super.handleStandaloneElement(tag);
  }

  @Override
  public void handleOpenElement(IOpenElementTag tag) {
    note(tag);
    super.handleOpenElement(tag);
  }

  private void note(ITemplateEvent event) {
    context.note(event.getTemplateName());
  }
}
