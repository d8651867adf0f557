// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.Caches;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Fragments of Thymeleaf templates that are made once: {@code <div cache:fragment="sidebar"
 * cache:ttl="10m" cache:vary="${category.id}">}. Thread-safe; for one template engine.
 *
 * <pre>{@code
 * engine.addDialect(new CacheletDialect());
 * }</pre>
 */
public final class CacheletDialect extends AbstractProcessorDialect
    implements IExpressionObjectDialect {
  /** The prefix of elements and attributes, unless the engine is given another one. */
  public static final String PREFIX = "cache";

  private static final List<TemplateMode> MODES =
      List.of(
          TemplateMode.HTML,
          TemplateMode.XML,
          TemplateMode.TEXT,
          TemplateMode.JAVASCRIPT,
          TemplateMode.CSS);

  private final Engine engine;

  /** Makes a dialect for the caches of the web application whose page is being made. */
  public CacheletDialect() {
    this(new Engine(null));
  }

  /** Makes a dialect for these caches, also for templates that are made for no request. */
  public CacheletDialect(Caches caches) {
    this(new Engine(caches));
  }

  private CacheletDialect(Engine engine) {
    super("Cachelet", PREFIX, StandardDialect.PROCESSOR_PRECEDENCE);
    this.engine = engine;
  }

  @Override
  public Set<IProcessor> getProcessors(String dialectPrefix) {
    Set<IProcessor> processors = new LinkedHashSet<>();
    for (TemplateMode mode : MODES) {
      processors.addAll(processors(new Names(mode, dialectPrefix)));
    }
    processors.add(new StandardXmlNsTagProcessor(TemplateMode.HTML, dialectPrefix));
    return processors;
  }

  private List<IProcessor> processors(Names names) {
    return List.of(
        new KnownElementsProcessor(names),
        new KnownNamesProcessor(names),
        new WorkProcessor(names),
        new WrittenProcessor(names),
        new ListProcessor(names, engine),
        FragmentProcessor.ofAttributes(names, engine, FragmentProcessor.Order.EARLY),
        FragmentProcessor.ofAttributes(names, engine, FragmentProcessor.Order.LATE),
        FragmentProcessor.ofElements(names, engine, FragmentProcessor.Order.EARLY),
        FragmentProcessor.ofElements(names, engine, FragmentProcessor.Order.LATE),
        new HoleProcessor(names, engine),
        ActionProcessor.evicting(names, engine),
        ActionProcessor.tagging(names),
        ActionProcessor.refusing(names));
  }

  @Override
  public IExpressionObjectFactory getExpressionObjectFactory() {
    return new CacheExpressions.Factory(engine);
  }
}
