// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;

/**
 * Where Redis is, and how it is used. Immutable.
 *
 * <pre>{@code
 * RedisOptions options = RedisOptions.builder().url("redis://127.0.0.1:6379").build();
 * }</pre>
 */
public final class RedisOptions {
  private final Builder values;

  private RedisOptions(Builder values) {
    this.values = values;
  }

  /**
   * Returns the options that an application has configured; empty if it has configured no Redis.
   *
   * @throws org.cachelet.cache.SettingsException if Redisson is missing
   */
  public static Optional<RedisOptions> of(Settings settings) {
    Builder builder = builder();
    settings.find(RedisSettings.URL).ifPresent(builder::url);
    settings.find(RedisSettings.CONFIG).ifPresent(builder::config);
    if (!builder.hasServer()) {
      return Optional.empty();
    }
    builder
        .prefix(settings.value(CacheSettings.PREFIX))
        .readTimeout(settings.value(RedisSettings.READ_TIMEOUT))
        .writeTimeout(settings.value(RedisSettings.WRITE_TIMEOUT))
        .connections(settings.value(RedisSettings.CONNECTIONS))
        .integrityKeys(settings.value(RedisSettings.INTEGRITY_KEY))
        .maxLifetime(settings.value(RedisSettings.MAX_LIFETIME))
        .compressFrom(settings.value(RedisSettings.COMPRESS_FROM));
    return Optional.of(builder.build());
  }

  /** Returns a builder with the defaults of {@link RedisSettings}, but without a server. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options, to change some of them. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Returns where Redis is; empty if a file says it. */
  public Optional<RedisUrl> url() {
    return values.url;
  }

  /** Returns the file or resource that holds the configuration of Redisson; empty if a URL does. */
  public Optional<String> config() {
    return values.config;
  }

  /** Returns what the keys of this application begin with. */
  public String prefix() {
    return values.prefix;
  }

  /** Returns how long a caller waits for a read at most. */
  public Duration readTimeout() {
    return values.readTimeout;
  }

  /** Returns how long a caller waits for a write at most. */
  public Duration writeTimeout() {
    return values.writeTimeout;
  }

  /** Returns how many connections there are to one server at most. */
  public int connections() {
    return values.connections;
  }

  /** Returns copies of the keys that entries are signed with, the current one first; or nothing. */
  public List<byte[]> integrityKeys() {
    return values.integrityKeys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Returns how long any entry is kept at most. */
  public Duration maxLifetime() {
    return values.maxLifetime;
  }

  /** Returns from how many bytes on entries are compressed. */
  public long compressFrom() {
    return values.compressFrom;
  }

  /** Returns what it is used for. */
  public RedisUse use() {
    return values.use;
  }

  /** Returns where Redis is, without passwords. */
  @Override
  public String toString() {
    return url().map(RedisUrl::toString).orElseGet(() -> "the servers of " + config().orElse("?"));
  }

  /** Gathers options. Not thread-safe. */
  public static final class Builder {
    private Optional<RedisUrl> url = Optional.empty();
    private Optional<String> config = Optional.empty();
    private String prefix = "cachelet";
    private Duration readTimeout = Duration.ofMillis(80);
    private Duration writeTimeout = Duration.ofMillis(150);
    private int connections = 32;
    private List<String> integrityKeys = List.of();
    private Duration maxLifetime = Duration.ofDays(30);
    private long compressFrom = 2048;
    private RedisUse use = RedisUse.CACHE;

    private Builder() {}

    private Builder(Builder other) {
      url = other.url;
      config = other.config;
      prefix = other.prefix;
      readTimeout = other.readTimeout;
      writeTimeout = other.writeTimeout;
      connections = other.connections;
      integrityKeys = other.integrityKeys;
      maxLifetime = other.maxLifetime;
      compressFrom = other.compressFrom;
      use = other.use;
    }

    /**
     * Sets where Redis is, in place of a file that says it.
     *
     * @throws IllegalArgumentException if it is no such URL; the message shows no password
     */
    public Builder url(String url) {
      return url(RedisSettings.URL.type().parse(RedisSettings.URL.key(), url));
    }

    /** Sets where Redis is, in place of a file that says it. */
    public Builder url(RedisUrl url) {
      this.url = Optional.of(url);
      this.config = Optional.empty();
      return this;
    }

    /**
     * Sets the file or class path resource with the configuration of Redisson, as YAML, in place of
     * a URL.
     */
    public Builder config(String file) {
      this.config = Optional.of(file);
      this.url = Optional.empty();
      return this;
    }

    /** Sets what the keys of this application begin with. */
    public Builder prefix(String prefix) {
      this.prefix = prefix;
      return this;
    }

    /** Sets how long a caller waits for a read at most; more than zero. */
    public Builder readTimeout(Duration timeout) {
      this.readTimeout = requirePositive(timeout);
      return this;
    }

    /** Sets how long a caller waits for a write at most; more than zero. */
    public Builder writeTimeout(Duration timeout) {
      this.writeTimeout = requirePositive(timeout);
      return this;
    }

    /**
     * Sets how many connections there are to one server at most; 10 or more where several threads
     * use the client, since Redisson lets callers share the connections of smaller pools.
     */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /** Sets the keys that entries are signed with, the current one first, then the one before. */
    public Builder integrityKeys(List<String> keys) {
      this.integrityKeys = List.copyOf(keys);
      return this;
    }

    /** Sets how long any entry is kept at most. */
    public Builder maxLifetime(Duration lifetime) {
      this.maxLifetime = lifetime;
      return this;
    }

    /** Sets from how many bytes on entries are compressed. */
    public Builder compressFrom(long bytes) {
      this.compressFrom = bytes;
      return this;
    }

    /** Sets what it is used for: caches, if nothing is said. */
    public Builder use(RedisUse use) {
      this.use = use;
      return this;
    }

    private static Duration requirePositive(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout is " + timeout + ", allowed is more than zero");
      }
      return timeout;
    }

    /** Returns whether it is said where Redis is. */
    private boolean hasServer() {
      return url.isPresent() || config.isPresent();
    }

    /**
     * Returns the options.
     *
     * @throws IllegalStateException if there is neither a URL nor a file
     * @throws org.cachelet.cache.SettingsException if Redisson is missing
     */
    public RedisOptions build() {
      if (!hasServer()) {
        throw new IllegalStateException("either a URL or a file must be set");
      }
      RedissonJar.require(url.isPresent() ? RedisSettings.URL.key() : RedisSettings.CONFIG.key());
      return new RedisOptions(new Builder(this));
    }
  }
}
