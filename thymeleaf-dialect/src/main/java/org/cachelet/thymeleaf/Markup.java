// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.io.Writer;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.engine.ITemplateHandler;
import org.thymeleaf.engine.OutputTemplateHandler;
import org.thymeleaf.engine.ProcessorTemplateHandler;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.ICDATASection;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IComment;
import org.thymeleaf.model.IDocType;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IModelVisitor;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessingInstruction;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.ITemplateEnd;
import org.thymeleaf.model.ITemplateStart;
import org.thymeleaf.model.IText;
import org.thymeleaf.model.IXMLDeclaration;
import org.thymeleaf.postprocessor.IPostProcessor;

/** Processes parts of templates aside, once, in the context of the page. */
final class Markup {
  private Markup() {}

  /** Processes a part as the engine processes pages, and writes what comes out of it. */
  static void render(IModel part, IEngineContext context, Writer out) {
    ProcessorTemplateHandler first = new ProcessorTemplateHandler();
    first.setContext(context);
    ITemplateHandler last = first;
    for (IPostProcessor each :
        context.getConfiguration().getPostProcessors(context.getTemplateMode())) {
      ITemplateHandler postProcessor = made(each);
      postProcessor.setContext(context);
      last.setNext(postProcessor);
      last = postProcessor;
    }
    if (context instanceof WatchedContext watched) {
      ITemplateHandler noting = new NotingHandler(watched);
      last.setNext(noting);
      last = noting;
    }
    last.setNext(new OutputTemplateHandler(out));
    part.accept(new Feed(first));
  }

  private static ITemplateHandler made(IPostProcessor postProcessor) {
    try {
      return postProcessor.getHandlerClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new TemplateProcessingException(
          "post-processor " + postProcessor.getHandlerClass().getName() + " cannot be made", e);
    }
  }

  /** Hands the events of a model to a handler. */
  private record Feed(ITemplateHandler handler) implements IModelVisitor {
    @Override
    public void visit(ITemplateStart event) {
      // A part of a template has no bounds of one.
    }

    @Override
    public void visit(ITemplateEnd event) {
      // A part of a template has no bounds of one.
    }

    @Override
    public void visit(IXMLDeclaration event) {
      handler.handleXMLDeclaration(event);
    }

    @Override
    public void visit(IDocType event) {
      handler.handleDocType(event);
    }

    @Override
    public void visit(ICDATASection event) {
      handler.handleCDATASection(event);
    }

    @Override
    public void visit(IComment event) {
      handler.handleComment(event);
    }

    @Override
    public void visit(IText event) {
      handler.handleText(event);
    }

    @Override
    public void visit(IStandaloneElementTag event) {
      handler.handleStandaloneElement(event);
    }

    @Override
    public void visit(IOpenElementTag event) {
      handler.handleOpenElement(event);
    }

    @Override
    public void visit(ICloseElementTag event) {
      handler.handleCloseElement(event);
    }

    @Override
    public void visit(IProcessingInstruction event) {
      handler.handleProcessingInstruction(event);
    }
  }
}
