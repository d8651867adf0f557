// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.cache.ICache;
import org.thymeleaf.cache.ICacheManager;
import org.thymeleaf.cache.TemplateCacheKey;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.TemplateModel;
import org.thymeleaf.exceptions.TemplateInputException;

/**
 * Which text the templates have, and which ones the fragments of a template are made of besides.
 * Thread-safe.
 */
final class Templates {
  private static final int MAX_KNOWN = 20_000;

  private final Cache<TemplateModel, String> digests =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(); // wakes no other thread
  private final ConcurrentMap<String, Ingredients> ingredients = new ConcurrentHashMap<>();

  /**
   * Returns what stands for the text of a template as it is now: as long as the engine keeps the
   * parsed template, it is computed once.
   */
  String digest(ITemplateContext context, String template) {
    TemplateModel model = model(context, template);
    return model == null
        ? DigestUtils.sha256Hex(template) // made from a text, which is its name
        : digests.get(model, parsed -> DigestUtils.sha256Hex(parsed.toString()));
  }

  /** Returns what stands for the text of a template; empty if there is none that can be read. */
  Optional<String> find(ITemplateContext context, String template) {
    try {
      return Optional.of(digest(context, template));
    } catch (TemplateInputException e) {
      return Optional.empty(); // whoever inserts it will be told
    }
  }

  /** Returns which templates a fragment was made of the last times; null if it never was. */
  @Nullable Ingredients ingredients(String fragment) {
    return ingredients.get(fragment);
  }

  /** Notes which templates a fragment was made of, and returns all that it ever was made of. */
  Ingredients learn(String fragment, Ingredients seen) {
    if (ingredients.size() > MAX_KNOWN) {
      ingredients.clear(); // costs no more than making them anew
    }
    return ingredients.merge(fragment, seen, Ingredients::with);
  }

  private static @Nullable TemplateModel model(ITemplateContext context, String template) {
    IEngineConfiguration configuration = context.getConfiguration();
    ICacheManager manager = configuration.getCacheManager();
    ICache<TemplateCacheKey, TemplateModel> parsed =
        manager == null ? null : manager.getTemplateCache();
    TemplateModel root =
        parsed == null
            ? null
            : parsed.get(
                new TemplateCacheKey(
                    null, template, null, 0, 0, null, context.getTemplateResolutionAttributes()));
    return root != null
        ? root
        : configuration
            .getTemplateManager()
            .parseStandalone(context, template, null, null, true, false);
  }
}
