// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cachelet.cache.PathPattern;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;
import org.cachelet.codec.AllowList;
import org.cachelet.redis.RedisOptions;
import org.cachelet.redis.RedisSettings;
import org.cachelet.redis.RedisUrl;
import org.cachelet.redis.RedisUse;

/** The settings of sessions in Redis. */
public final class SessionSettings implements SettingGroup {
  private static final int SHORTEST_KEY = 16;
  private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Whether sessions are in Redis. */
  static final Setting<Boolean> ENABLED =
      Setting.of(
          "cachelet.session.enabled",
          SettingType.flag(),
          "true",
          "Whether sessions are in Redis where one is set; if not, the container keeps them.");

  /** Where sessions are. */
  static final Setting<RedisUrl> URL =
      Setting.optional(
          "cachelet.session.redis-url",
          SettingType.of("Redis URL", "a URL as that of cachelet.redis.url", RedisUrl::parse),
          "The Redis or Valkey that holds the sessions; without it, that of the caches.");

  /** Whose sessions they are. */
  static final Setting<String> APPLICATION_NAME =
      Setting.optional(
          "cachelet.session.application",
          SettingType.of(
              "name",
              "1 to 64 letters, digits or characters of _.-",
              text -> require(text, APPLICATION.matcher(text).matches())),
          "What the sessions of this application are kept under; without it, its context path."
              + " Applications of one name share their sessions.");

  /** How long Redis is waited for. */
  static final Setting<Duration> TIMEOUT =
      Setting.of(
          "cachelet.session.redis-timeout",
          SettingType.duration("20ms", "10s"),
          "500ms",
          "How long a request waits for Redis to read or write its session at most.");

  /** When the last access is written. */
  static final Setting<Duration> TOUCH_INTERVAL =
      Setting.of(
          "cachelet.session.touch-interval",
          SettingType.duration("0s", "1h"),
          "60s",
          "How old the time of the last access may become in Redis; no more than a tenth of the"
              + " timeout of a session.");

  /** How long sessions stay after they have expired. */
  static final Setting<Duration> GRACE =
      Setting.of(
          "cachelet.session.grace",
          SettingType.duration("1m", "30d"),
          "10m",
          "How long Redis keeps an expired session, so that listeners are told of its end even"
              + " if all nodes are down when it expires.");

  /** How long a session is kept that never times out. */
  static final Setting<Duration> MAX_IDLE =
      Setting.of(
          "cachelet.session.max-idle",
          SettingType.duration("1m", "366d"),
          "30d",
          "After how long without an access even a session ends that the application lets never"
              + " time out.");

  /** What happens in an outage. */
  static final Setting<OutagePolicy> OUTAGE =
      Setting.of(
          "cachelet.session.outage",
          SettingType.oneOf(OutagePolicy.class),
          "fail",
          "What a request gets that needs its session while Redis does not answer: `fail` is 503,"
              + " `near` the copy of this node, `anonymous` no session for this request.");

  /** How old a copy may be that is used in an outage. */
  static final Setting<Duration> NEAR_AGE =
      Setting.of(
          "cachelet.session.near-age",
          SettingType.duration("1s", "1h"),
          "1m",
          "With `outage=near`: for how long after it was last seen in Redis a copy is used.");

  /** How many sessions a node keeps copies of. */
  static final Setting<Integer> NEAR_SESSIONS =
      Setting.of(
          "cachelet.session.near-sessions",
          SettingType.count(0, 10_000_000),
          "10000",
          "Of how many sessions a node keeps a copy, so that Redis need not send what has not"
              + " changed.");

  /** What becomes of unreadable attributes. */
  static final Setting<UnreadablePolicy> UNREADABLE =
      Setting.of(
          "cachelet.session.unreadable",
          SettingType.oneOf(UnreadablePolicy.class),
          "drop",
          "What reading an attribute gives whose bytes cannot be read: `drop` is nothing, with a"
              + " warning in the log, `fail` is an exception.");

  /** Which classes may be in sessions. */
  static final Setting<List<String>> ALLOW =
      Setting.of(
          "cachelet.session.allow",
          SettingType.list(SettingType.text()),
          "",
          "Which classes may be in sessions beside those in `WEB-INF/classes` and those of"
              + " `cachelet.codec.allow`: a class, `.*` for those of a package, `.**` for those of"
              + " the packages below it too.");

  /** Whether Java serialisation may write and read proxies. */
  public static final Setting<Boolean> PROXIES =
      Setting.of(
          "cachelet.session.proxies",
          SettingType.flag(),
          "false",
          "Whether Java serialisation may write and read a `java.lang.reflect.Proxy` whose"
              + " interfaces and handler are all allowed. What is called on such an object is"
              + " answered by its handler, so allow none whose handlers do more than hold data.");

  /** Whether Java serialisation may be used. */
  static final Setting<Boolean> JAVA_SERIALIZATION =
      Setting.of(
          "cachelet.session.java-serialization",
          SettingType.flag(),
          "false",
          "Whether attributes of classes that bring their own Java serialisation are written with"
              + " it; reading makes no class but those allowed. Needs a protection, since their code"
              + " runs.");

  /** How attributes are protected. */
  static final Setting<Protection> PROTECTION =
      Setting.of(
          "cachelet.session.protection",
          SettingType.oneOf(Protection.class),
          "none",
          "How attributes are protected from whoever can reach Redis: `hmac` signs, `aes-gcm`"
              + " encrypts them.");

  /** The keys for it. */
  static final Setting<List<String>> KEYS =
      Setting.of(
          "cachelet.session.keys",
          keys(),
          "",
          "The secret of 16 characters or more for it, which signs the ids of sessions too; to"
              + " change it, the new one and the old one.");

  /** How large a session may be. */
  static final Setting<Long> MAX_BYTES =
      Setting.of(
          "cachelet.session.max-bytes",
          SettingType.bytes("1kb", "64mb"),
          "1mb",
          "How many bytes one attribute takes at most; setting a larger one is an error.");

  /** How many sessions a user may have. */
  static final Setting<Integer> MAX_PER_USER =
      Setting.of(
          "cachelet.session.max-per-user",
          SettingType.count(0, 1_000_000),
          "0",
          "How many sessions one user may have; the ones used least recently are ended for the new"
              + " one. 0 is as many as they like.");

  /** Which requests run one after the other. */
  static final Setting<List<PathPattern>> LOCK =
      Setting.of(
          "cachelet.session.lock",
          SettingType.list(
              SettingType.of(
                  "path pattern",
                  "/exact/path, /below/**, /segment/* or *.suffix",
                  PathPattern::of)),
          "",
          "The paths within the application whose requests run one after the other, over all"
              + " nodes, as far as they are of one session.");

  /** How long they wait. */
  static final Setting<Duration> LOCK_WAIT =
      Setting.of(
          "cachelet.session.lock-wait",
          SettingType.duration("0s", "5m"),
          "15s",
          "How long such a request waits for the others of its session at most; then it gets 503."
              + " More than the 10s after which the turn of a node ends that has died.");

  /** Whether new sessions are stored at once. */
  static final Setting<Boolean> STORE_EMPTY =
      Setting.of(
          "cachelet.session.store-empty",
          SettingType.flag(),
          "false",
          "Whether a session is stored, and the client told of it, as soon as it begins, as"
              + " containers do; if not, when it holds something or the application may depend on"
              + " it.");

  /** Makes the group, as a service needs it. */
  public SessionSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        ENABLED,
        URL,
        APPLICATION_NAME,
        TIMEOUT,
        TOUCH_INTERVAL,
        GRACE,
        MAX_IDLE,
        OUTAGE,
        NEAR_AGE,
        NEAR_SESSIONS,
        UNREADABLE,
        ALLOW,
        JAVA_SERIALIZATION,
        PROXIES,
        PROTECTION,
        KEYS,
        MAX_BYTES,
        MAX_PER_USER,
        LOCK,
        LOCK_WAIT,
        STORE_EMPTY);
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.value(PROTECTION) != Protection.NONE && settings.value(KEYS).isEmpty()) {
      problems.add(settings.cite(PROTECTION) + ", allowed only where " + KEYS + " is set");
    }
    if (settings.value(JAVA_SERIALIZATION) && settings.value(PROTECTION) == Protection.NONE) {
      problems.add(
          settings.cite(JAVA_SERIALIZATION)
              + ", allowed only where "
              + PROTECTION
              + " is hmac or aes-gcm");
    }
    if (settings.value(PROXIES) && !settings.value(JAVA_SERIALIZATION)) {
      problems.add(
          settings.cite(PROXIES) + ", allowed only where " + JAVA_SERIALIZATION + " is true");
    }
    for (String pattern : settings.value(ALLOW)) {
      String refusal = AllowList.refusal(pattern);
      if (refusal != null) {
        problems.add(settings.cite(ALLOW) + ", not allowed is " + pattern + ": " + refusal);
      }
    }
    return problems;
  }

  /** Returns whether the settings name a Redis that sessions are to be in. */
  static boolean isOn(Settings settings) {
    return settings.value(ENABLED)
        && (settings.find(URL).isPresent()
            || settings.find(RedisSettings.URL).isPresent()
            || settings.find(RedisSettings.CONFIG).isPresent());
  }

  /** Returns how the Redis is reached that sessions are in. */
  static RedisOptions redis(Settings settings) {
    RedisOptions.Builder options =
        RedisOptions.of(settings)
            .map(RedisOptions::toBuilder)
            .orElseGet(RedisOptions::builder)
            .use(RedisUse.SESSIONS)
            .readTimeout(settings.value(TIMEOUT))
            .writeTimeout(settings.value(TIMEOUT));
    settings.find(URL).ifPresent(options::url);
    return options.build();
  }

  private static SettingType<List<String>> keys() {
    SettingType<List<String>> keys = SettingType.list(SettingType.text());
    return SettingType.of(
            "list, each: text of 16 characters or more",
            "one text of 16 characters or more, or two, separated by a comma",
            text -> requireSecret(keys.parse("session key", text)))
        .secret();
  }

  private static List<String> requireSecret(List<String> keys) {
    if (keys.size() > 2 || keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
      throw new IllegalArgumentException();
    }
    return keys;
  }

  private static String require(String text, boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
