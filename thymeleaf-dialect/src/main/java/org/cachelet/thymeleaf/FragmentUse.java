// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Optional;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentMaking;
import org.cachelet.cache.FragmentText;
import org.thymeleaf.context.IEngineContext;

/**
 * One use of one fragment of a template. Used by one request.
 *
 * @param plain the fragment without its template
 * @param known what other templates the fragment was known to be made of when the use began
 */
record FragmentUse(Surroundings around, Site site, Fragment plain, Ingredients known) {
  /**
   * Reads what a tag says of the key of its fragment, which is enough to find it.
   *
   * @throws org.thymeleaf.exceptions.TemplateProcessingException if an attribute is wrong
   */
  static FragmentUse of(Surroundings around, Site site, Tag tag) {
    Fragment plain = new FragmentOptions(tag).key();
    return new FragmentUse(around, site, plain, site.known(plain.name()));
  }

  /**
   * Reads all else that the tag says.
   *
   * @throws org.thymeleaf.exceptions.TemplateProcessingException if an attribute is wrong
   */
  FragmentUse complete(Tag tag) {
    Fragment all = new FragmentOptions(tag).complete(plain, around.caches());
    return new FragmentUse(around, site, all, known);
  }

  /** Returns the fragment of its template, as far as it is known what it is made of. */
  Fragment fragment() {
    return plain.ofTemplate(site.text(known));
  }

  /** Returns the text if there is one that is fresh. */
  Optional<FragmentText> find() {
    Optional<FragmentText> text = site.cache().find(fragment(), around.inputs());
    if (text.isPresent()) {
      site.tellOuter(known);
    }
    return text;
  }

  /**
   * Returns the text, made if need be. Those who waited for one who learned meanwhile what else the
   * fragment is made of look for that one.
   */
  FragmentText get(IEngineContext context, Rendering.Body body) {
    FragmentUse informed;
    try (FragmentMaking making = site.cache().open(fragment(), around.inputs())) {
      if (making.isFound()) {
        return found(making);
      }
      informed = new FragmentUse(around, site, plain, site.known(plain.name()));
      if (informed.known.equals(known)) {
        return make(making, context, body);
      }
    }
    return informed.get(context, body);
  }

  /** Returns the text that was found. */
  FragmentText found(FragmentMaking making) {
    site.tellOuter(known);
    return making.found();
  }

  /** Makes the text, by which it may turn out what else the fragment is made of. */
  FragmentText make(FragmentMaking making, IEngineContext context, Rendering.Body body) {
    Rendering rendering = new Rendering(around, context);
    String text;
    try {
      text = rendering.run(making, body);
    } catch (RuntimeException e) {
      return making.fail(e).orElseThrow(() -> e);
    }
    Ingredients seen = site.ingredients(rendering.templates());
    site.tellOuter(seen);
    Ingredients now = site.learn(plain.name(), seen);
    return now.equals(known)
        ? making.complete(text)
        : making.completeAs(plain.ofTemplate(site.text(now)), around.inputs(), text);
  }
}
