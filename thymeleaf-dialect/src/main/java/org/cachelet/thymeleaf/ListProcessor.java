// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.Each;
import org.thymeleaf.standard.expression.EachUtils;

/**
 * Caches the rows of a list, with {@code cache:each}: all are looked up in one go, and only those
 * that are missing are made. Thread-safe.
 */
final class ListProcessor extends TagProcessor {
  private static final int BEFORE_ALL = 50;
  private static final String EXAMPLE = "allowed is the form product : ${products}";

  private final Engine engine;

  ListProcessor(Names names, Engine engine) {
    super(names, null, names.attribute(Names.EACH), BEFORE_ALL);
    this.engine = engine;
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    if (!(tag.context() instanceof IEngineContext context)) {
      throw new TemplateProcessingException(
          names().written(Names.EACH) + " needs a context with local variables");
    }
    check(tag);
    if (!new FragmentOptions(tag).isCached()) {
      iterate(tag.required(Names.EACH, EXAMPLE), handler);
      return;
    }
    Each each = parsed(tag);
    String variable = String.valueOf(each.getIterVar().execute(context));
    List<Object> items = Items.of(each.getIterable().execute(context));
    use(new Rows(engine, tag, context, variable, items), handler);
  }

  /** Makes the rows, around which a block iterates: what replaces an element comes before each. */
  private void iterate(String each, IElementTagStructureHandler handler) {
    Work work =
        (context, element, ignored) -> {
          IProcessableElementTag row = (IProcessableElementTag) element.get(0);
          element.replace(0, Blocks.without(context, row, names().prefix()));
          Blocks.iterate(context, element, each);
        };
    handler.setLocalVariable(Work.VARIABLE, work);
    handler.setAttribute(names().written(Names.WORK), "");
  }

  private void use(Rows rows, IElementTagStructureHandler handler) {
    WrittenText found = rows.find();
    if (found != null) {
      handler.replaceWith(found, false);
      return;
    }
    handler.setLocalVariable(
        Work.VARIABLE, WrittenProcessor.work(names(), (context, element) -> rows.make(element)));
    handler.setAttribute(names().written(Names.WORK), "");
  }

  private void check(Tag tag) {
    if (!tag.has(Names.FRAGMENT)) {
      throw tag.wrong(
          Names.EACH,
          "has no " + names().written(Names.FRAGMENT) + " beside it",
          "allowed is a name such as product-row",
          null);
    }
    if (tag.hasStandard("each")) {
      throw tag.wrong(
          Names.EACH,
          "stands beside " + tag.context().getConfiguration().getStandardDialectPrefix() + ":each",
          "put one of them on an element inside",
          null);
    }
    if (!tag.has(Names.VARY)) {
      throw tag.wrong(
          Names.EACH,
          "has no " + names().written(Names.VARY) + " beside it",
          "allowed are expressions that tell the rows apart, such as ${product.id}",
          null);
    }
  }

  private static Each parsed(Tag tag) {
    String text = tag.required(Names.EACH, EXAMPLE);
    Each each;
    try {
      each = EachUtils.parseEach(tag.context(), text);
    } catch (TemplateProcessingException e) {
      throw tag.wrong(Names.EACH, "is '" + text + '\'', EXAMPLE, e);
    }
    @Nullable Object status = each.getStatusVar();
    if (status != null) {
      throw tag.wrongValue(
          Names.EACH,
          text,
          "the position of a row is not a part of its key, hence there is no status variable; "
              + EXAMPLE);
    }
    return each;
  }
}
