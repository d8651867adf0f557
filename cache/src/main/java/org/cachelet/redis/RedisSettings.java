// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;

/** The settings of the connection to Redis. */
public final class RedisSettings implements SettingGroup {
  private static final int SHORTEST_KEY = 16;

  /** Where Redis is. */
  public static final Setting<RedisUrl> URL =
      Setting.optional(
          "cachelet.redis.url",
          SettingType.of("Redis URL", RedisUrlParser.ALLOWED, RedisUrl::parse),
          "Where the Redis or Valkey is that nodes share their cache over; without it, each node"
              + " has a cache of its own.");

  /** A configuration of Redisson instead. */
  public static final Setting<String> CONFIG =
      Setting.optional(
          "cachelet.redis.config",
          SettingType.text(),
          "Instead of a URL: a configuration of Redisson in YAML, as a file or a resource in"
              + " `WEB-INF/classes`.");

  /** Where the entries of one cache are. */
  public static final Setting<RedisUrl> CACHE_URL =
      Setting.optional(
          "cachelet.cache.NAME.redis-url",
          SettingType.of("Redis URL", RedisUrlParser.ALLOWED, RedisUrl::parse),
          "Another Redis for the entries of this cache; invalidations go over `cachelet.redis.url`"
              + " all the same.");

  /** How long one waits for a read. */
  public static final Setting<Duration> READ_TIMEOUT =
      Setting.of(
          "cachelet.redis.read-timeout",
          SettingType.duration("5ms", "10s"),
          "80ms",
          "How long a request waits for Redis to read at most; then it goes on without.");

  /** How long one waits for a write. */
  public static final Setting<Duration> WRITE_TIMEOUT =
      Setting.of(
          "cachelet.redis.write-timeout",
          SettingType.duration("5ms", "10s"),
          "150ms",
          "How long a request waits for Redis to write at most; then it goes on without.");

  /** How many connections there are. */
  public static final Setting<Integer> CONNECTIONS =
      Setting.of(
          "cachelet.redis.connections",
          SettingType.count(10, 1000),
          "32",
          "How many connections a node has to one server at most.");

  /** What entries are signed with. */
  public static final Setting<List<String>> INTEGRITY_KEY =
      Setting.of(
          "cachelet.redis.integrity-key",
          integrityKeys(),
          "",
          "A secret of 16 characters or more that signs all entries, so that whoever can write to"
              + " Redis cannot change what visitors see; to change it, the new one and the old"
              + " one.");

  /** How long anything is kept. */
  public static final Setting<Duration> MAX_LIFETIME =
      Setting.of(
          "cachelet.redis.max-lifetime",
          SettingType.duration("1m", "366d"),
          "30d",
          "How long Redis keeps an entry at most, and remembers what was invalidated.");

  /** From which size on entries are compressed. */
  public static final Setting<Long> COMPRESS_FROM =
      Setting.of(
          "cachelet.redis.compress-from",
          SettingType.bytes("0b", "1gb"),
          "2kb",
          "From which size on entries are compressed.");

  /** Makes the group, as a service needs it. */
  public RedisSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        URL,
        CONFIG,
        CACHE_URL,
        READ_TIMEOUT,
        WRITE_TIMEOUT,
        CONNECTIONS,
        INTEGRITY_KEY,
        MAX_LIFETIME,
        COMPRESS_FROM);
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.find(URL).isPresent() && settings.find(CONFIG).isPresent()) {
      problems.add(settings.cite(CONFIG) + ", allowed is either this or " + URL);
    }
    for (Setting<?> server : List.of(URL, CONFIG)) {
      if (settings.find(server).isPresent()) {
        RedissonJar.problem()
            .ifPresent(problem -> problems.add(settings.cite(server) + ", but " + problem));
      }
    }
    if (settings.find(URL).isEmpty() && settings.find(CONFIG).isEmpty()) {
      settings.names(CACHE_URL).stream()
          .filter(name -> settings.find(CACHE_URL, name).isPresent())
          .map(name -> settings.cite(CACHE_URL, name) + ", allowed only where " + URL + " is set")
          .forEach(problems::add);
    }
    return problems;
  }

  private static SettingType<List<String>> integrityKeys() {
    SettingType<List<String>> keys = SettingType.list(SettingType.text());
    return SettingType.of(
            "list, each: text of 16 characters or more",
            "one text of 16 characters or more, or two, separated by a comma",
            text -> requireSecret(keys.parse("integrity key", text)))
        .secret();
  }

  private static List<String> requireSecret(List<String> keys) {
    if (keys.size() > 2 || keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
      throw new IllegalArgumentException();
    }
    return keys;
  }
}
