// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;
import org.cachelet.filter.http.CacheableStatuses;
import org.cachelet.filter.http.HttpPolicy;
import org.cachelet.filter.http.HttpProfile;
import org.cachelet.filter.http.RequestDirective;

/** The settings of what the RFCs leave open, see {@link HttpPolicy}. */
public final class HttpSettings implements SettingGroup {
  /** Where the other settings have their defaults from. */
  public static final Setting<HttpProfile> PROFILE =
      Setting.of(
          "cachelet.http.profile",
          SettingType.oneOf(HttpProfile.class),
          "safe",
          "`safe` is for sites with users, `rfc` stores all that RFC 9111 allows a shared cache."
              + " The settings below have their defaults from it.");

  /** Which statuses are stored. */
  public static final Setting<CacheableStatuses> STATUSES =
      Setting.optional(
          "cachelet.http.statuses",
          SettingType.of(
              "statuses",
              "any, or codes from 200 to 599 without 206 and 304, separated by commas",
              CacheableStatuses::parse),
          "The statuses of responses that are stored, such as `200,301,404`, or `any`. In safe"
              + " `200`, in rfc `any`.");

  /** Which share of the time since Last-Modified pages are fresh. */
  public static final Setting<Double> HEURISTIC =
      Setting.optional(
          "cachelet.http.heuristic",
          SettingType.ratio(0, 1),
          "The share of the time since `Last-Modified` for which a page is fresh that does not say"
              + " so (RFC 9111 section 4.2.2). In safe `0`, in rfc `0.1`.");

  /** The longest of such lifetimes. */
  public static final Setting<Duration> HEURISTIC_MAX =
      Setting.of(
          "cachelet.http.heuristic-max",
          SettingType.duration(),
          "1d",
          "The longest lifetime that is found in this way.");

  /** Which fields replace Cache-Control. */
  public static final Setting<List<String>> TARGETED_FIELDS =
      Setting.of(
          "cachelet.http.targeted-fields",
          SettingType.list(),
          "Cachelet-Cache-Control",
          "The fields that replace `Cache-Control` for this cache (RFC 9213); of several, the first"
              + " one listed that is in a response. Add `CDN-Cache-Control` if this cache shall"
              + " follow it, too.");

  /** What is done with responses that set cookies. */
  public static final Setting<HttpPolicy.SetCookies> SET_COOKIE =
      Setting.of(
          "cachelet.http.set-cookie",
          SettingType.oneOf(HttpPolicy.SetCookies.class),
          "refuse",
          "What is done with responses that set cookies: `refuse` does not store them, `strip`"
              + " stores them without the cookies, `store` with them if they say themselves for how"
              + " long.");

  /** What is done with requests that have an Authorization field. */
  public static final Setting<HttpPolicy.Authenticated> AUTHORIZATION =
      Setting.optional(
          "cachelet.http.authorization",
          SettingType.oneOf(HttpPolicy.Authenticated.class),
          "What is done with requests that have an `Authorization` field: `bypass` lets them go past"
              + " the cache, `explicit` stores what says `public`, `s-maxage` or `must-revalidate`"
              + " (RFC 9111 section 3.5). In safe `bypass`, in rfc `explicit`.");

  /** What is done with requests for parts of what is not stored. */
  public static final Setting<HttpPolicy.RangeMisses> RANGE_MISS =
      Setting.of(
          "cachelet.http.range-miss",
          SettingType.oneOf(HttpPolicy.RangeMisses.class),
          "whole",
          "What is done with a request for a part of a page that is not stored: `whole` makes and"
              + " stores the whole page and cuts the part out of it, `forward` asks the application"
              + " for the part and stores nothing.");

  /** Which directives of requests are obeyed. */
  public static final Setting<List<RequestDirective>> OBEY =
      Setting.optional(
          "cachelet.http.obey",
          SettingType.list(SettingType.oneOf(RequestDirective.class)),
          "The directives in the `Cache-Control` of requests that are obeyed: `no-cache`,"
              + " `no-store`, `max-age`, `min-fresh`, `max-stale`, `only-if-cached`. In safe none,"
              + " so that no visitor can defeat the cache; in rfc all.");

  /** Whether the application is asked whether a stale page still holds. */
  public static final Setting<Boolean> VALIDATION =
      Setting.of(
          "cachelet.http.validation",
          SettingType.flag(),
          "true",
          "Whether the application is asked, with `If-None-Match` and `If-Modified-Since`, if a"
              + " stale page still holds that has an `ETag` or `Last-Modified` of its own.");

  /** How long pages are kept for that. */
  public static final Setting<Duration> KEEP =
      Setting.of(
          "cachelet.http.keep",
          SettingType.duration(),
          "1h",
          "How long such a page is kept for that after it became stale.");

  /** Makes the group, as a service needs it. */
  public HttpSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        PROFILE,
        STATUSES,
        HEURISTIC,
        HEURISTIC_MAX,
        TARGETED_FIELDS,
        SET_COOKIE,
        AUTHORIZATION,
        RANGE_MISS,
        OBEY,
        VALIDATION,
        KEEP);
  }

  /** Returns the policy that an application is set to. */
  static HttpPolicy policy(Settings settings) {
    HttpPolicy defaults = HttpPolicy.of(settings.value(PROFILE));
    return new HttpPolicy(
        defaults.profile(),
        settings.find(STATUSES).orElse(defaults.statuses()),
        settings.find(HEURISTIC).orElse(defaults.heuristic()),
        settings.value(HEURISTIC_MAX),
        settings.value(TARGETED_FIELDS).stream().map(f -> f.toLowerCase(Locale.ROOT)).toList(),
        settings.value(SET_COOKIE),
        settings.find(AUTHORIZATION).orElse(defaults.authenticated()),
        settings.value(RANGE_MISS),
        settings.find(OBEY).map(HttpSettings::set).orElse(defaults.obeyed()),
        settings.value(VALIDATION) ? settings.value(KEEP) : Duration.ZERO);
  }

  private static Set<RequestDirective> set(List<RequestDirective> listed) {
    Set<RequestDirective> set = EnumSet.noneOf(RequestDirective.class);
    set.addAll(listed);
    return set;
  }
}
