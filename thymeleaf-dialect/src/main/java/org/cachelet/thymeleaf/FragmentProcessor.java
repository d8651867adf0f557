// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cachelet.cache.FragmentText;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;

/**
 * Caches an element, with {@code cache:fragment}, or the body of a {@code <cache:fragment>}: one
 * that is found takes the place of the element, whose body is skipped. Thread-safe.
 */
final class FragmentProcessor extends TagProcessor {
  /** What the Standard dialect does before we come, so that the key can depend on it. */
  private static final List<String> BEFORE =
      List.of("each", "switch", "case", "if", "unless", "object", "with");

  /** What replaces the element or its body and has to come after us. */
  private static final List<String> INSERTING = List.of("insert", "replace", "include");

  private static final Set<String> OWN = own();

  private final Engine engine;
  private final Order order;

  private FragmentProcessor(
      Names names,
      Engine engine,
      @Nullable MatchingElementName element,
      @Nullable MatchingAttributeName attribute,
      Order order) {
    super(names, element, attribute, order.precedence);
    this.engine = engine;
    this.order = order;
  }

  static FragmentProcessor ofAttributes(Names names, Engine engine, Order order) {
    return new FragmentProcessor(names, engine, null, names.attribute(Names.FRAGMENT), order);
  }

  static FragmentProcessor ofElements(Names names, Engine engine, Order order) {
    return new FragmentProcessor(names, engine, names.element(Names.FRAGMENT), null, order);
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    boolean inserts = tag.hasStandard(INSERTING);
    boolean isList = !tag.isOwn() && tag.has(Names.EACH);
    if (isList || inserts != (order == Order.EARLY)) {
      return;
    }
    if (inserts && tag.hasStandard(BEFORE)) {
      work(handler, (context, element, ignored) -> Blocks.hoist(context, element, BEFORE));
      return;
    }
    check(tag);
    if (new FragmentOptions(tag).isCached()) {
      use(tag, handler);
    } else if (tag.isOwn()) {
      work(handler, (context, element, ignored) -> Blocks.unwrap(context, element));
    } else {
      tag.strip(handler);
    }
  }

  private static void check(Tag tag) {
    if (tag.isOwn()) {
      tag.checkOnly(OWN);
    } else if (tag.has(Names.HOLE)) {
      throw tag.wrong(
          Names.HOLE, "is on a fragment", "put the hole on an element inside of it", null);
    }
  }

  private void use(Tag tag, IElementTagStructureHandler handler) {
    Surroundings around = engine.around(tag.context());
    FragmentUse key = FragmentUse.of(around, Site.of(engine, around.caches(), tag), tag);
    Optional<FragmentText> found = new FragmentOptions(tag).checked(Names.VARY_BY, key::find);
    if (found.isPresent()) {
      handler.replaceWith(new WrittenText(List.of(found.get()), around.filler()), false);
      return;
    }
    FragmentUse use = key.complete(tag);
    work(
        handler,
        WrittenProcessor.work(
            names(),
            (context, element) ->
                new WrittenText(List.of(made(use, context, element)), around.filler())));
  }

  private FragmentText made(FragmentUse use, IEngineContext context, IModel element) {
    IProcessableElementTag first = (IProcessableElementTag) element.get(0);
    if (new Tag(names(), context, first).isOwn()) {
      Blocks.unwrap(context, element);
    } else {
      element.replace(0, Blocks.without(context, first, names().prefix()));
    }
    return use.get(context, (watched, out) -> Markup.render(element, watched, out));
  }

  private void work(IElementTagStructureHandler handler, Work work) {
    handler.setLocalVariable(Work.VARIABLE, work);
    handler.setAttribute(names().written(Names.WORK), "");
  }

  private static Set<String> own() {
    Set<String> own = new HashSet<>(Names.OF_FRAGMENTS);
    own.add(Names.NAME);
    return Set.copyOf(own);
  }

  /** When a fragment is looked up, among all that is done with an element. */
  enum Order {
    /** Before something is inserted in the element, which cannot be undone. */
    EARLY(50),
    /** After each, switch, case, if, unless, object and with. */
    LATE(640);

    private final int precedence;

    Order(int precedence) {
      this.precedence = precedence;
    }
  }
}
