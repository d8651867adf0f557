// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final String DURATION =
      "allowed is a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d";
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
    return tag.has(Names.CACHE)
        ? text(Names.CACHE, "allowed is the name of a cache")
        : Caches.FRAGMENTS;
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
    String name = text(attribute, "allowed is a name such as sidebar");
    Fragment fragment = checked(attribute, () -> Fragment.named(name));
    if (tag.has(Names.VARY)) {
      String vary = tag.required(Names.VARY, Values.ALLOWED);
      List<@Nullable Object> values = Values.ofExpressions(tag, Names.VARY, vary);
      fragment = checked(Names.VARY, fragment::vary, values.toArray());
    }
    if (!tag.has(Names.VARY_BY)) {
      return fragment;
    }
    String words = tag.required(Names.VARY_BY, "allowed are words such as locale and user");
    return fragment.varyBy(checked(Names.VARY_BY, () -> RequestInputs.parse(words)));
  }

  /**
   * Returns the fragment with what is needed to store it.
   *
   * @throws TemplateProcessingException if an attribute is wrong
   */
  Fragment complete(Fragment key, Caches caches) {
    Fragment fragment = withLifetime(key, caches).onError(onError());
    if (!tag.has(Names.TAGS)) {
      return fragment;
    }
    String tags = tag.required(Names.TAGS, "allowed are tags, with commas between");
    List<String> all = Values.all(tag, Names.TAGS, tags).stream().map(Object::toString).toList();
    return checked(Names.TAGS, () -> fragment.tags(all));
  }

  /**
   * Returns a text that may be an expression, not empty.
   *
   * @param advice says what is allowed
   */
  String text(String name, String advice) {
    String text = tag.required(name, advice);
    Object value = Values.one(tag, name, text);
    if (value == null || value.toString().isBlank()) {
      throw tag.wrong(name, "is '" + text + "', which is empty", advice, null);
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
    String value = String.valueOf(Values.one(tag, name, text));
    try {
      return Optional.of(DURATIONS.parse(name, value));
    } catch (RuntimeException e) {
      String evaluated = value.equals(text) ? "" : ", which is " + Tag.shortened(value);
      throw tag.wrong(name, "is '" + Tag.shortened(text) + '\'' + evaluated, DURATION, null);
    }
  }

  private OnError onError() {
    return onError(OnError.STALE, EnumSet.allOf(OnError.class));
  }

  /** Returns what is done when the making fails, which is one of these. */
  OnError onError(OnError usual, Set<OnError> allowed) {
    String text = tag.value(Names.ON_ERROR);
    if (text == null) {
      return usual;
    }
    for (OnError action : allowed) {
      if (written(action).equals(text)) {
        return action;
      }
    }
    String names = allowed.stream().map(FragmentOptions::written).collect(Collectors.joining(", "));
    throw tag.wrongValue(Names.ON_ERROR, text, "allowed are " + names);
  }

  private static String written(OnError action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private boolean isTrue(String name, boolean usual) {
    return tag.has(name)
        ? EvaluationUtils.evaluateAsBoolean(
            Values.evaluated(
                tag,
                name,
                tag.required(name, "allowed is an expression such as ${preview}"),
                StandardExpressionExecutionContext.NORMAL))
        : usual;
  }

  private Fragment checked(String name, Varied varied, @Nullable Object[] values) {
    return checked(name, () -> varied.by(values));
  }

  /** Returns what is made of the value of an attribute, which may be refused. */
  <T> T checked(String name, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw tag.wrongValue(name, e);
    }
  }

  @FunctionalInterface
  private interface Varied {
    Fragment by(@Nullable Object... values);
  }
}
