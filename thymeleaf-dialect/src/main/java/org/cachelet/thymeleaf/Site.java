// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cachelet.cache.Caches;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.StableText;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.TemplateData;

/**
 * Where a fragment stands. Used by one request.
 *
 * @param kept where it is kept
 * @param owner the template in which it is written
 * @param digest stands for the text of that template; empty if all templates share the fragment
 */
record Site(
    Templates templates, ITemplateContext context, CacheInUse kept, String owner, String digest) {
  private static final String NO_TEMPLATE = "-";

  static Site of(Engine engine, Caches caches, Tag tag) {
    FragmentOptions options = new FragmentOptions(tag);
    ITemplateContext context = tag.context();
    String named = tag.element().getTemplateName();
    String owner = named != null ? named : context.getTemplateData().getTemplate();
    String digest = options.isShared() ? "" : engine.templates().digest(context, owner);
    return new Site(engine.templates(), context, options.cacheInUse(caches), owner, digest);
  }

  /** Returns the fragments of the cache in which it is kept. */
  FragmentCache cache() {
    return kept.fragments();
  }

  /** Returns what other templates the fragment is known to be made of. */
  Ingredients known(String fragment) {
    if (digest.isEmpty()) {
      return Ingredients.NONE;
    }
    Ingredients known = templates.ingredients(key(fragment));
    if (known != null) {
      return known;
    }
    Optional<Ingredients> told = kept.recall(key(fragment)).map(this::thatAreThere);
    told.ifPresent(ingredients -> templates.learn(key(fragment), ingredients));
    return told.orElse(Ingredients.NONE);
  }

  /** Notes what other templates the fragment was made of, and returns all that are known. */
  Ingredients learn(String fragment, Ingredients seen) {
    if (digest.isEmpty()) {
      return Ingredients.NONE;
    }
    Ingredients before = templates.ingredients(key(fragment));
    Ingredients now = templates.learn(key(fragment), seen);
    if (!now.equals(before)) {
      kept.tell(key(fragment), now);
    }
    return now;
  }

  private String key(String fragment) {
    return fragment.length() + ":" + fragment + ' ' + digest;
  }

  private Ingredients thatAreThere(Ingredients told) {
    return new Ingredients(
        told.included().stream()
            .filter(template -> templates.find(context, template).isPresent())
            .collect(Collectors.toCollection(TreeSet::new)),
        told.ofPage());
  }

  /** Sorts the templates that were seen while the fragment was made. */
  Ingredients ingredients(Collection<String> seen) {
    return Ingredients.of(owner, seen, outer());
  }

  /** Tells the fragment around this one, if there is one, what it is made of by this one. */
  void tellOuter(Ingredients inner) {
    if (context instanceof WatchedContext outer) {
      outer.note(owner);
      inner.included().forEach(outer::note);
      if (inner.ofPage()) {
        outer().forEach(outer::note);
      }
    }
  }

  /** Returns what stands for the templates and for the language in which they are processed. */
  String text(Ingredients made) {
    StringBuilder text = new StringBuilder(digest);
    made.included().forEach(template -> append(text, template));
    if (made.ofPage()) {
      outer().forEach(template -> append(text, template));
    }
    return text.append(' ').append(StableText.of(context.getLocale())).toString();
  }

  private void append(StringBuilder text, String template) {
    text.append(' ').append(templates.find(context, template).orElse(NO_TEMPLATE));
  }

  private List<String> outer() {
    List<String> outer = new ArrayList<>();
    for (TemplateData data : context.getTemplateStack()) {
      @Nullable String template = data.getTemplate();
      if (template != null && !template.equals(owner) && !outer.contains(template)) {
        outer.add(template);
      }
    }
    return outer;
  }
}
