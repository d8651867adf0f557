// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Set;
import org.thymeleaf.processor.element.IElementTagStructureHandler;

/**
 * Does what {@code <cache:evict>}, {@code <cache:tag>} and {@code <cache:refuse>} say, which stand
 * for no text. Thread-safe.
 */
final class ActionProcessor extends TagProcessor {
  private static final int AFTER_CONDITIONS = 640;

  private final Set<String> attributes;
  private final Action action;

  private ActionProcessor(Names names, String element, Set<String> attributes, Action action) {
    super(names, names.element(element), null, AFTER_CONDITIONS);
    this.attributes = attributes;
    this.action = action;
  }

  static ActionProcessor evicting(Names names, Engine engine) {
    return new ActionProcessor(
        names,
        Names.EVICT,
        Set.of(Names.NAME, Names.VARY, Names.CACHE),
        tag -> {
          FragmentOptions options = new FragmentOptions(tag);
          String name = options.text(Names.NAME, "allowed is the name of a fragment");
          String vary = tag.value(Names.VARY);
          Object[] values =
              vary == null ? new Object[0] : Values.ofExpressions(tag, Names.VARY, vary).toArray();
          options.checked(
              Names.VARY,
              () ->
                  Actions.evict(
                      options.cacheInUse(engine.around(tag.context()).caches()).fragments(),
                      name,
                      values));
        });
  }

  static ActionProcessor tagging(Names names) {
    return new ActionProcessor(
        names,
        Names.TAG,
        Set.of(Names.NAME),
        tag -> {
          String tags = tag.required(Names.NAME, "allowed are tags, with commas between");
          new FragmentOptions(tag)
              .checked(Names.NAME, () -> Actions.tag(Values.all(tag, Names.NAME, tags)));
        });
  }

  static ActionProcessor refusing(Names names) {
    return new ActionProcessor(
        names,
        Names.REFUSE,
        Set.of(Names.REASON),
        tag ->
            Actions.refuse(
                new FragmentOptions(tag).text(Names.REASON, "allowed is a sentence for the log")));
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    tag.checkOnly(attributes);
    action.run(tag);
    handler.removeElement();
  }

  @FunctionalInterface
  private interface Action {
    void run(Tag tag);
  }
}
