// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cachelet.codec.KryoCodec;
import org.cachelet.codec.ValueCodec;
import org.cachelet.redis.RedisSettings;

/**
 * The settings of the core. Those of a cache fall back to the values of {@code
 * cachelet.cache.default}.
 */
public final class CacheSettings implements SettingGroup {
  private static final Pattern CLASS_PATTERN =
      Pattern.compile("ID+(\\.ID+)*(\\.\\*\\*?)?".replace("ID", "\\p{javaJavaIdentifierPart}"));

  /** The caches that are kept in two tiers unless set otherwise. */
  private static final Set<String> TIERED = Set.of("pages", "fragments");

  /** Whether anything is cached. */
  public static final Setting<Boolean> ENABLED =
      Setting.of(
          "cachelet.enabled",
          SettingType.flag(),
          "true",
          "Whether anything is cached; if not, all content is made anew each time.");

  /** What the keys of the application begin with in a store that several share. */
  public static final Setting<String> PREFIX =
      Setting.of(
          "cachelet.prefix",
          SettingType.word(),
          "cachelet",
          "Keeps the entries of this application apart in a store that several share.");

  /** How long entries are fresh. */
  public static final Setting<Duration> TTL =
      ofCache("ttl", SettingType.duration(), "5m", "How long entries are fresh.");

  /** How long entries may be served after that while they are replaced. */
  public static final Setting<Duration> STALE_WHILE_REVALIDATE =
      ofCache(
          "stale-while-revalidate",
          SettingType.duration(),
          "0s",
          "How long after that an entry is still served while a new one is made (RFC 5861).");

  /** How long entries may be served after that when making a new one fails. */
  public static final Setting<Duration> STALE_IF_ERROR =
      ofCache(
          "stale-if-error",
          SettingType.duration(),
          "0s",
          "How long after that an entry is still served when making a new one fails (RFC 5861).");

  /** How long it is remembered that there is nothing. */
  public static final Setting<Duration> NOTHING_TTL =
      ofCache(
          "nothing-ttl",
          SettingType.duration(),
          "30s",
          "How long it is remembered that there is nothing under a key.");

  /** How much memory the entries of a cache may take. */
  public static final Setting<Long> MAX_BYTES =
      ofCache(
          "max-bytes",
          SettingType.bytes("1mb", "1024gb"),
          "64mb",
          "How much memory the entries of this cache take at most; the least used are evicted.");

  /** The version of what a cache holds. */
  public static final Setting<Integer> VERSION =
      ofCache(
          "version",
          SettingType.count(1, 999_999_999),
          "1",
          "Raise it when the meaning of the values changes: entries of other versions are not found.");

  /** By how much lifetimes are shortened at random. */
  public static final Setting<Double> JITTER =
      ofCache(
          "jitter",
          SettingType.ratio(0, 0.5),
          "0.05",
          "By up to which part of it each lifetime is shortened at random, so that entries stored"
              + " together do not expire together.");

  /** How eagerly entries are renewed before they expire. */
  public static final Setting<Double> EARLY_RENEWAL =
      ofCache(
          "early-renewal",
          SettingType.ratio(0, 10),
          "1.0",
          "How eagerly entries in use are renewed before they expire (beta of XFetch); 0 is never.");

  /** How long a request waits for content that another one is making. */
  public static final Setting<Duration> FLIGHT_WAIT =
      ofCache(
          "flight-wait",
          SettingType.duration("1ms", "10m"),
          "10s",
          "How long one waits for content that another is making, before making it oneself.");

  /** Where a cache keeps its entries. */
  public static final Setting<StoreKind> STORE =
      Setting.optional(
              "cachelet.cache.NAME.store",
              SettingType.oneOf(StoreKind.class),
              "Where the entries are kept; without it, `local` if there is no Redis, else `tiered`"
                  + " for `pages` and `fragments` and `redis` for all others.")
          .fallingBackTo("default");

  /** Which classes may be in cached values. */
  public static final Setting<List<String>> CODEC_ALLOW =
      Setting.of(
          "cachelet.codec.allow",
          SettingType.list(classPattern()),
          "",
          "Which classes of yours may be in cached values: a class, `.*` for those of a package,"
              + " `.**` for those of the packages below it too.");

  /** How large a value may be as bytes. */
  public static final Setting<Long> CODEC_MAX_BYTES =
      Setting.of(
          "cachelet.codec.max-bytes",
          SettingType.bytes("1kb", "1gb"),
          "4mb",
          "How many bytes one value takes at most; larger ones are not stored.");

  /** How many tag marks the invalidation log remembers. */
  public static final Setting<Integer> LOG_MAX_TAGS =
      Setting.of(
          "cachelet.log.max-tags",
          SettingType.count(1_000, 100_000_000),
          "200000",
          "For how many tags the invalidation log remembers when they were last invalidated.");

  /** Whether caches are shown over JMX. */
  public static final Setting<Boolean> JMX =
      Setting.of(
          "cachelet.jmx",
          SettingType.flag(),
          "true",
          "Whether caches and sessions are shown over JMX.");

  /** Makes the group, as a service needs it. */
  public CacheSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        ENABLED,
        PREFIX,
        TTL,
        STALE_WHILE_REVALIDATE,
        STALE_IF_ERROR,
        NOTHING_TTL,
        MAX_BYTES,
        VERSION,
        JITTER,
        EARLY_RENEWAL,
        FLIGHT_WAIT,
        STORE,
        CODEC_ALLOW,
        CODEC_MAX_BYTES,
        LOG_MAX_TAGS,
        JMX);
  }

  @Override
  public List<String> problems(Settings settings) {
    if (sharesOverRedis(settings)) {
      return List.of();
    }
    return settings.names(STORE).stream()
        .filter(
            name -> settings.find(STORE, name).filter(kind -> kind != StoreKind.LOCAL).isPresent())
        .map(
            name ->
                settings.cite(STORE, name)
                    + ", allowed is local unless "
                    + RedisSettings.URL
                    + " is set")
        .toList();
  }

  /** Returns what makes the codec for mutable values, which needs Kryo only then. */
  static Supplier<ValueCodec> codec(Settings settings) {
    List<String> allowed = settings.value(CODEC_ALLOW);
    int maxBytes = Math.toIntExact(settings.value(CODEC_MAX_BYTES));
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    return () ->
        KryoCodec.builder().allow(allowed).maxBytes(maxBytes).classLoader(application).build();
  }

  /** Returns whether the application shares its caches over Redis. */
  static boolean sharesOverRedis(Settings settings) {
    return Stream.of(RedisSettings.URL, RedisSettings.CONFIG)
        .anyMatch(setting -> settings.isDeclared(setting) && settings.find(setting).isPresent());
  }

  private static StoreKind usualStore(String name, Settings settings) {
    if (!sharesOverRedis(settings)) {
      return StoreKind.LOCAL;
    }
    return TIERED.contains(name) ? StoreKind.TIERED : StoreKind.REDIS;
  }

  /** Returns the options of a named cache. */
  static CacheOptions optionsOf(String name, Settings settings) {
    return new CacheOptions(
        new Lifetime(
            settings.value(TTL, name),
            settings.value(STALE_WHILE_REVALIDATE, name),
            settings.value(STALE_IF_ERROR, name)),
        settings.value(NOTHING_TTL, name),
        settings.value(MAX_BYTES, name),
        settings.value(VERSION, name),
        settings.value(JITTER, name),
        settings.value(EARLY_RENEWAL, name),
        settings.value(FLIGHT_WAIT, name),
        settings.find(STORE, name).orElseGet(() -> usualStore(name, settings)));
  }

  private static <T> Setting<T> ofCache(
      String word, SettingType<T> type, String defaultText, String description) {
    return Setting.of("cachelet.cache.NAME." + word, type, defaultText, description)
        .fallingBackTo("default");
  }

  private static SettingType<String> classPattern() {
    return SettingType.matching(
        "class pattern",
        "a class such as com.acme.Product, a package as com.acme.* or com.acme.**",
        text -> CLASS_PATTERN.matcher(text).matches());
  }
}
