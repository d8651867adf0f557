// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementModelProcessor;
import org.thymeleaf.processor.element.IElementModelStructureHandler;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/** The dialect, noting what its processors do to elements and when they are given whole ones. */
final class RecordingDialect extends AbstractProcessorDialect {
  private final CacheletDialect dialect;
  private final List<String> calls;

  RecordingDialect(CacheletDialect dialect, List<String> calls) {
    super(dialect.getName(), dialect.getPrefix(), dialect.getDialectProcessorPrecedence());
    this.dialect = dialect;
    this.calls = calls;
  }

  @Override
  public Set<IProcessor> getProcessors(String prefix) {
    return dialect.getProcessors(prefix).stream().map(this::recorded).collect(Collectors.toSet());
  }

  private IProcessor recorded(IProcessor processor) {
    return processor instanceof IElementTagProcessor tags
        ? new OfTags(tags, calls)
        : new OfModels((IElementModelProcessor) processor, calls);
  }

  private record OfTags(IElementTagProcessor processor, List<String> calls)
      implements IElementTagProcessor {
    @Override
    public void process(
        ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler handler) {
      Class<IElementTagStructureHandler> type = IElementTagStructureHandler.class;
      Object recording =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                boolean asIs = arguments.length > 1 && Boolean.FALSE.equals(arguments[1]);
                calls.add(method.getName() + (asIs ? " as it is" : ""));
                return method.invoke(handler, arguments);
              });
      processor.process(context, tag, type.cast(recording));
    }

    @Override
    public @Nullable MatchingElementName getMatchingElementName() {
      return processor.getMatchingElementName();
    }

    @Override
    public @Nullable MatchingAttributeName getMatchingAttributeName() {
      return processor.getMatchingAttributeName();
    }

    @Override
    public TemplateMode getTemplateMode() {
      return processor.getTemplateMode();
    }

    @Override
    public int getPrecedence() {
      return processor.getPrecedence();
    }
  }

  private record OfModels(IElementModelProcessor processor, List<String> calls)
      implements IElementModelProcessor {
    @Override
    public void process(
        ITemplateContext context, IModel model, IElementModelStructureHandler handler) {
      calls.add("gathered");
      processor.process(context, model, handler);
    }

    @Override
    public @Nullable MatchingElementName getMatchingElementName() {
      return processor.getMatchingElementName();
    }

    @Override
    public @Nullable MatchingAttributeName getMatchingAttributeName() {
      return processor.getMatchingAttributeName();
    }

    @Override
    public TemplateMode getTemplateMode() {
      return processor.getTemplateMode();
    }

    @Override
    public int getPrecedence() {
      return processor.getPrecedence();
    }
  }
}
