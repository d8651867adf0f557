// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentList;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IProcessableElementTag;

/** The rows of one list, each a fragment with its item as a variable. Used by one request. */
final class Rows {
  private final Tag tag;
  private final IEngineContext context;
  private final Surroundings around;
  private final String variable;
  private final List<@Nullable Object> items;
  private final List<FragmentUse> uses = new ArrayList<>();
  private final FragmentList fragments;
  private final List<FragmentMaking> makings = new ArrayList<>();

  /**
   * Looks all rows up.
   *
   * @throws org.thymeleaf.exceptions.TemplateProcessingException if an attribute is wrong
   */
  Rows(
      Engine engine,
      Tag tag,
      IEngineContext context,
      String variable,
      List<@Nullable Object> items) {
    this.tag = tag;
    this.context = context;
    this.around = engine.around(context);
    this.variable = variable;
    this.items = items;
    Site site = Site.of(engine, around.caches(), tag);
    for (Object item : items) {
      with(item, () -> uses.add(FragmentUse.of(around, site, tag).complete(tag)));
    }
    List<Fragment> all = uses.stream().map(FragmentUse::fragment).toList();
    fragments =
        new FragmentOptions(tag)
            .checked(Names.VARY_BY, () -> site.cache().openAll(all, around.inputs()));
    for (int row = 0; row < fragments.size(); row++) {
      makings.add(fragments.open(row));
    }
  }

  /** Returns all rows, if none is missing. */
  @Nullable WrittenText find() {
    if (!makings.stream().allMatch(FragmentMaking::isFound)) {
      return null;
    }
    List<FragmentText> texts = new ArrayList<>();
    for (int row = 0; row < makings.size(); row++) {
      texts.add(uses.get(row).found(makings.get(row)));
    }
    return new WrittenText(texts, around.filler());
  }

  /** Makes the rows that are missing, stores them in one go, and returns all rows. */
  WrittenText make(IModel element) {
    element.replace(
        0, Blocks.without(context, (IProcessableElementTag) element.get(0), tag.names().prefix()));
    List<FragmentText> texts = new ArrayList<>();
    try (fragments) {
      for (int row = 0; row < makings.size(); row++) {
        texts.add(text(row, element));
      }
    }
    return new WrittenText(texts, around.filler());
  }

  private FragmentText text(int row, IModel element) {
    FragmentUse use = uses.get(row);
    try (FragmentMaking making = makings.get(row)) {
      return making.isFound()
          ? use.found(making)
          : use.make(
              making,
              context,
              (watched, out) -> {
                watched.increaseLevel();
                watched.setVariable(variable, items.get(row));
                Markup.render(element, watched, out);
                watched.decreaseLevel();
              });
    }
  }

  private void with(@Nullable Object item, Runnable action) {
    context.increaseLevel();
    try {
      context.setVariable(variable, item);
      action.run();
    } finally {
      context.decreaseLevel();
    }
  }
}
