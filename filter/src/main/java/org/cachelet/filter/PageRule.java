// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cachelet.cache.Input;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;
import org.cachelet.filter.http.RuleLifetime;

/**
 * What is done with the pages that a rule matches.
 *
 * @param name the rule's name, which counters and reasons carry
 * @param lifetime of pages that do not say otherwise themselves
 * @param varyBy the personal inputs by which pages may be kept apart
 * @param tags of all pages of the rule
 * @param ledger what follows from what the application reads
 * @param bounds how much its pages may take
 * @param leakGuard whether pages are searched for what belongs to the visitor alone
 */
record PageRule(
    String name,
    RuleLifetime lifetime,
    Set<Input> varyBy,
    Set<String> tags,
    LedgerMode ledger,
    PageBounds bounds,
    boolean leakGuard) {

  /** Returns the hash of the name, which tells rules apart: each request looks its rule up. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the rule with this name in the settings. */
  static PageRule of(String name, Settings settings) {
    return new PageRule(
        name,
        new RuleLifetime(
            settings.find(PageSettings.TTL, name).orElse(null),
            settings.value(PageSettings.STALE_WHILE_REVALIDATE, name),
            settings.value(PageSettings.STALE_IF_ERROR, name)),
        selecting(settings.value(PageSettings.VARY_BY, name)),
        Set.copyOf(settings.value(PageSettings.TAGS, name)),
        PageSettings.ledger(settings, name),
        PageSettings.bounds(settings, name),
        settings.value(PageSettings.LEAK_GUARD, name));
  }

  /**
   * Returns the rule that a servlet was annotated with.
   *
   * @param settings for what an annotation does not say, those of the rule {@code default}
   * @throws org.cachelet.cache.SettingsException if one of its texts is wrong
   */
  static PageRule of(Class<?> servlet, CachePage page, Settings settings) {
    SettingType<Duration> duration = SettingType.duration();
    String subject = "@CachePage of " + servlet.getName() + ": ";
    return new PageRule(
        servlet.getSimpleName(),
        new RuleLifetime(
            page.ttl().isEmpty() ? null : duration.parse(subject + "ttl", page.ttl()),
            duration.parse(subject + "staleWhileRevalidate", page.staleWhileRevalidate()),
            duration.parse(subject + "staleIfError", page.staleIfError())),
        inputs(subject, page.varyBy()),
        Set.of(page.tags()),
        PageSettings.ledger(settings, PageSettings.DEFAULT),
        PageSettings.bounds(settings, PageSettings.DEFAULT),
        settings.value(PageSettings.LEAK_GUARD, PageSettings.DEFAULT));
  }

  private static Set<Input> inputs(String subject, String[] words) {
    return selecting(
        List.of(words).stream()
            .map(word -> PageSettings.input().parse(subject + "varyBy", word))
            .toList());
  }

  /** Leaves out what is in the key of each page anyway. */
  private static Set<Input> selecting(List<Input> inputs) {
    return inputs.stream()
        .filter(input -> InputKind.of(input) != null)
        .collect(Collectors.toUnmodifiableSet());
  }
}
