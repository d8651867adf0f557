// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.StableText;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.TemplateData;

/**
 * Where a fragment stands. Used by one request.
 *
 * @param cache where it is kept
 * @param owner the template in which it is written
 * @param digest stands for the text of that template; empty if all templates share the fragment
 */
record Site(
    Templates templates,
    ITemplateContext context,
    FragmentCache cache,
    String owner,
    String digest) {

  static Site of(Engine engine, Caches caches, Tag tag) {
    FragmentOptions options = new FragmentOptions(tag);
    ITemplateContext context = tag.context();
    String named = tag.element().getTemplateName();
    String owner = named != null ? named : context.getTemplateData().getTemplate();
    String digest = options.isShared() ? "" : engine.templates().digest(context, owner);
    return new Site(engine.templates(), context, options.cache(caches), owner, digest);
  }

  /** Returns what other templates the fragment is known to be made of. */
  Ingredients known(String fragment) {
    return digest.isEmpty() ? Ingredients.NONE : templates.ingredients(fragment, digest);
  }

  /** Notes what other templates the fragment was made of, and returns all that are known. */
  Ingredients learn(String fragment, Ingredients seen) {
    return digest.isEmpty() ? Ingredients.NONE : templates.learn(fragment, digest, seen);
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
    text.append(' ').append(templates.digest(context, template));
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
