// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.OnError;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.servlet.RequestInputs;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.util.EvaluationUtils;

/** Reads what a tag says of its fragment. Used by one request. */
record FragmentOptions(Tag tag) {
  private static final String FLAG = "allowed are true and false";
  private static final SettingType<Duration> DURATIONS = SettingType.duration();

  /** Returns whether the fragment is to be cached at all. */
  boolean isCached() {
    return isTrue(Names.IF, true) && !isTrue(Names.UNLESS, false);
  }

  /** Returns the cache in which it is kept. */
  CacheInUse cacheInUse(Caches caches) {
    String name = cacheName();
    return checked(Names.CACHE, () -> new CacheInUse(caches, caches.fragments(name), name));
  }

  private String cacheName() {
    return tag.has(Names.CACHE) ? text(Names.CACHE, "the name of a cache") : Caches.FRAGMENTS;
  }

  /** Returns whether all templates share it. */
  boolean isShared() {
    String value = tag.value(Names.SHARED);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (!value.equals("true")) {
      throw tag.wrongValue(Names.SHARED, value, FLAG);
    }
    return true;
  }

  /**
   * Returns the fragment as far as its key is concerned, without its template.
   *
   * @throws TemplateProcessingException if an attribute is wrong
   */
  Fragment key() {
    String attribute = tag.isOwn() ? Names.NAME : Names.FRAGMENT;
    String name = text(attribute, "a name such as sidebar");
    Fragment fragment = checked(attribute, () -> Fragment.named(name));
    String vary = tag.value(Names.VARY);
    if (vary != null) {
      List<@Nullable Object> values = Values.ofExpressions(tag, Names.VARY, vary);
      fragment = checked(Names.VARY, fragment::vary, values.toArray());
    }
    String words = tag.value(Names.VARY_BY);
    return words == null
        ? fragment
        : fragment.varyBy(checked(Names.VARY_BY, () -> RequestInputs.parse(words)));
  }

  /**
   * Returns the fragment with what is needed to store it.
   *
   * @throws TemplateProcessingException if an attribute is wrong
   */
  Fragment complete(Fragment key, Caches caches) {
    Fragment fragment = withLifetime(key, caches).onError(onError());
    String tags = tag.value(Names.TAGS);
    if (tags == null) {
      return fragment;
    }
    List<String> all = Values.all(tag, Names.TAGS, tags).stream().map(Object::toString).toList();
    return checked(Names.TAGS, () -> fragment.tags(all));
  }

  /** Returns a text that may be an expression, not empty. */
  String text(String name, String example) {
    String text = tag.required(name, example);
    Object value = Values.one(tag, name, text);
    if (value == null || value.toString().isBlank()) {
      throw tag.wrongValue(name, text, "which is empty; allowed is " + example);
    }
    return value.toString();
  }

  private Fragment withLifetime(Fragment fragment, Caches caches) {
    Optional<Duration> fresh = duration(Names.TTL);
    Optional<Duration> whileRevalidate = duration(Names.STALE_WHILE_REVALIDATE);
    Optional<Duration> ifError = duration(Names.STALE_IF_ERROR);
    if (fresh.isEmpty() && whileRevalidate.isEmpty() && ifError.isEmpty()) {
      return fragment;
    }
    Lifetime usual = caches.entries(cacheName()).options().lifetime();
    return fragment.lifetime(
        new Lifetime(
            fresh.orElse(usual.fresh()),
            whileRevalidate.orElse(usual.staleWhileRevalidate()),
            ifError.orElse(usual.staleIfError())));
  }

  private Optional<Duration> duration(String name) {
    String text = tag.value(name);
    if (text == null) {
      return Optional.empty();
    }
    Object value = Values.one(tag, name, text);
    if (value instanceof Duration duration) {
      return Optional.of(duration);
    }
    String shown = tag.isOwn() ? name : tag.names().written(name);
    try {
      return Optional.of(DURATIONS.parse(shown, String.valueOf(value)));
    } catch (RuntimeException e) {
      throw tag.wrongValue(
          name, String.valueOf(value), "allowed are durations such as 30s, 10m, 2h, 1d and PT10M");
    }
  }

  OnError onError() {
    return onError(OnError.STALE);
  }

  OnError onError(OnError usual) {
    String text = tag.value(Names.ON_ERROR);
    if (text == null) {
      return usual;
    }
    for (OnError action : OnError.values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
        return action;
      }
    }
    throw tag.wrongValue(Names.ON_ERROR, text, "allowed are stale, hide and fail");
  }

  private boolean isTrue(String name, boolean usual) {
    String text = tag.value(name);
    return text == null
        ? usual
        : EvaluationUtils.evaluateAsBoolean(
            Values.evaluated(tag, name, text, StandardExpressionExecutionContext.NORMAL));
  }

  private Fragment checked(String name, Varied varied, @Nullable Object[] values) {
    return checked(name, () -> varied.by(values));
  }

  <T> T checked(String name, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw tag.wrong(name, "is '" + tag.value(name) + '\'', String.valueOf(e.getMessage()), e);
    }
  }

  @FunctionalInterface
  private interface Varied {
    Fragment by(@Nullable Object... values);
  }
}
