// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.servlet.RequestSecrets;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.context.IdentifierSequences;
import org.thymeleaf.engine.TemplateData;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.expression.ExpressionObjects;
import org.thymeleaf.expression.IExpressionObjects;
import org.thymeleaf.inline.IInliner;
import org.thymeleaf.linkbuilder.ILinkBuilder;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.web.IWebExchange;

/**
 * The context of a page while a fragment of it is made: it is the same, and notes what of it the
 * fragment uses that is not the page's. To be made before the making is entered. Used by one
 * request.
 */
class WatchedContext implements IEngineContext {
  private static final String SPRING = "thymeleafRequestContext";

  private final IEngineContext context;
  private final Set<String> templates;
  private final @Nullable RequestSecrets secrets;
  private final @Nullable Dependencies around = PageReads.current();
  private final IExpressionObjects objects;

  private WatchedContext(
      IEngineContext context, Set<String> templates, @Nullable RequestSecrets secrets) {
    this.context = context;
    this.templates = templates;
    this.secrets = secrets;
    this.objects =
        new ExpressionObjects(
            this, context.getConfiguration().getExpressionObjectFactory()); // not used before
  }

  /**
   * Watches a context.
   *
   * @param templates takes the templates that are used
   */
  static WatchedContext of(
      IEngineContext context, Set<String> templates, @Nullable RequestSecrets secrets) {
    return context instanceof IWebContext web
        ? new OfRequest(context, web, templates, secrets)
        : new WatchedContext(context, templates, secrets);
  }

  /** Notes that a template is used. */
  final void note(@Nullable String template) {
    if (template != null && templates.add(template) && context instanceof WatchedContext outer) {
      outer.note(template);
    }
  }

  @Override
  public void setTemplateData(TemplateData data) {
    note(data.getTemplate());
    context.setTemplateData(data);
  }

  @Override
  public IdentifierSequences getIdentifierSequences() {
    Dependencies.current()
        .keepUnique("it counts ids, with #ids or th:field, and a stored one would repeat them");
    return context.getIdentifierSequences();
  }

  @Override
  public @Nullable Object getVariable(String name) {
    if (secrets != null) {
      secrets.read(name);
    }
    Object value = containsVariable(name) ? context.getVariable(name) : null;
    if (value == null || context instanceof WatchedContext) {
      return value; // the outer one notes it
    }
    if (value instanceof Map<?, ?> map && (name.equals("session") || name.equals("param"))) {
      return new ReadMap(name, map);
    }
    return name.equals(SPRING) && secrets != null ? SpringForms.withHoles(value, secrets) : value;
  }

  @Override
  public IExpressionObjects getExpressionObjects() {
    return objects;
  }

  @Override
  public String buildLink(String base, Map<String, Object> parameters) {
    for (ILinkBuilder builder : getConfiguration().getLinkBuilders()) {
      String link = builder.buildLink(this, base, parameters);
      if (link != null) {
        return link;
      }
    }
    throw new TemplateProcessingException("no link builder builds a link to " + base);
  }

  @Override
  public String getMessage(
      @Nullable Class<?> origin,
      String key,
      @Nullable Object[] parameters,
      boolean useAbsentRepresentation) {
    return context.getMessage(origin, key, parameters, useAbsentRepresentation);
  }

  @Override
  public boolean containsVariable(String name) {
    return PageReads.in(around, () -> context.containsVariable(name));
  }

  @Override
  public Set<String> getVariableNames() {
    return context.getVariableNames();
  }

  @Override
  public void setVariable(String name, @Nullable Object value) {
    PageReads.in(
        around,
        () -> {
          context.setVariable(name, value);
          return name;
        });
  }

  @Override
  public void setVariables(Map<String, Object> variables) {
    variables.forEach(this::setVariable);
  }

  @Override
  public void removeVariable(String name) {
    context.removeVariable(name);
  }

  @Override
  public void setSelectionTarget(Object target) {
    context.setSelectionTarget(target);
  }

  @Override
  public void setInliner(IInliner inliner) {
    context.setInliner(inliner);
  }

  @Override
  public void setElementTag(@Nullable IProcessableElementTag tag) {
    context.setElementTag(tag);
  }

  @Override
  public List<IProcessableElementTag> getElementStackAbove(int level) {
    return context.getElementStackAbove(level);
  }

  @Override
  public boolean isVariableLocal(String name) {
    return context.isVariableLocal(name);
  }

  @Override
  public void increaseLevel() {
    context.increaseLevel();
  }

  @Override
  public void decreaseLevel() {
    context.decreaseLevel();
  }

  @Override
  public int level() {
    return context.level();
  }

  @Override
  public TemplateData getTemplateData() {
    return context.getTemplateData();
  }

  @Override
  public TemplateMode getTemplateMode() {
    return context.getTemplateMode();
  }

  @Override
  public List<TemplateData> getTemplateStack() {
    return context.getTemplateStack();
  }

  @Override
  public List<IProcessableElementTag> getElementStack() {
    return context.getElementStack();
  }

  @Override
  public Map<String, Object> getTemplateResolutionAttributes() {
    return context.getTemplateResolutionAttributes();
  }

  @Override
  public IModelFactory getModelFactory() {
    return context.getModelFactory();
  }

  @Override
  public boolean hasSelectionTarget() {
    return context.hasSelectionTarget();
  }

  @Override
  public Object getSelectionTarget() {
    return context.getSelectionTarget();
  }

  @Override
  public IInliner getInliner() {
    return context.getInliner();
  }

  @Override
  public IEngineConfiguration getConfiguration() {
    return context.getConfiguration();
  }

  @Override
  public Locale getLocale() {
    return context.getLocale();
  }

  /** The context of a page that is made for a request. */
  private static final class OfRequest extends WatchedContext implements IWebContext {
    private final IWebExchange exchange;

    OfRequest(
        IEngineContext context,
        IWebContext web,
        Set<String> templates,
        @Nullable RequestSecrets secrets) {
      super(context, templates, secrets);
      exchange = WatchedExchange.of(web.getExchange(), secrets);
    }

    @Override
    public IWebExchange getExchange() {
      return exchange;
    }
  }
}
