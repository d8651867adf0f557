// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cachelet.cache.SettingsException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;

/**
 * Says to Redisson what it is to do. What is not from the user was measured: docs/decisions.md.
 * Used by one thread.
 */
final class RedissonConfig {
  private static final int HARD_TIMEOUT_MILLIS = 1000;
  private static final int PING_MILLIS = 1000;
  private static final int SCAN_MILLIS = 500;
  private static final int IDLE_CONNECTIONS = 10;

  private final RedisOptions options;
  private final Config config;

  private RedissonConfig(RedisOptions options) {
    this.options = options;
    this.config = options.config().map(RedissonConfig::read).orElseGet(Config::new);
  }

  /**
   * Returns what Redisson is told.
   *
   * @throws SettingsException if there is no such file, or it cannot be read
   */
  static Config of(RedisOptions options, RedisThreads threads) {
    RedissonConfig made = new RedissonConfig(options);
    options.url().ifPresentOrElse(made::serversOf, made::readFromMasters);
    return made.config
        .setCodec(ByteArrayCodec.INSTANCE) // one that throws would shift replies to other callers
        .setLazyInitialization(true)
        .setEventLoopGroup(threads.network())
        .setNettyHook(threads.connections().noting(made.config.getNettyHook()))
        .setExecutor(threads.workers());
  }

  private void serversOf(RedisUrl url) {
    switch (url.mode()) {
      case SINGLE -> single(url);
      case SENTINEL -> sentinel(url);
      case CLUSTER -> cluster(url);
    }
    config.setUsername(url.user()).setPassword(url.password());
  }

  private void single(RedisUrl url) {
    common(config.useSingleServer())
        .setAddress(addresses(url)[0])
        .setDatabase(url.database())
        .setConnectionPoolSize(options.connections())
        .setConnectionMinimumIdleSize(idleConnections());
  }

  private void sentinel(RedisUrl url) {
    pooled(config.useSentinelServers())
        .setMasterName(url.master())
        .addSentinelAddress(addresses(url))
        .setCheckSentinelsList(false) // or one sentinel that is down would keep us from starting
        .setDatabase(url.database())
        .setScanInterval(SCAN_MILLIS);
  }

  private void cluster(RedisUrl url) {
    pooled(config.useClusterServers()).addNodeAddress(addresses(url)).setScanInterval(SCAN_MILLIS);
  }

  private <T extends BaseMasterSlaveServersConfig<T>> T pooled(T servers) {
    return common(servers)
        .setReadMode(ReadMode.MASTER) // a replica may not have been told what was invalidated
        .setMasterConnectionPoolSize(options.connections())
        .setMasterConnectionMinimumIdleSize(idleConnections());
  }

  private static <T extends BaseConfig<T>> T common(T servers) {
    return servers
        .setTimeout(HARD_TIMEOUT_MILLIS)
        .setRetryAttempts(0)
        .setConnectTimeout(HARD_TIMEOUT_MILLIS)
        .setSubscriptionTimeout(2 * HARD_TIMEOUT_MILLIS)
        .setPingConnectionInterval(PING_MILLIS)
        .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  private int idleConnections() {
    return Math.min(IDLE_CONNECTIONS, options.connections());
  }

  private static String[] addresses(RedisUrl url) {
    String scheme = url.tls() ? "rediss://" : "redis://";
    return url.addresses().stream().map(scheme::concat).toArray(String[]::new);
  }

  private void readFromMasters() {
    if (config.isSentinelConfig()) {
      config.useSentinelServers().setReadMode(ReadMode.MASTER);
    } else if (config.isClusterConfig()) {
      config.useClusterServers().setReadMode(ReadMode.MASTER);
    } else if (!config.isSingleConfig()) {
      readFromMastersOfOthers();
    }
  }

  private void readFromMastersOfOthers() {
    try {
      config.useMasterSlaveServers().setReadMode(ReadMode.MASTER);
    } catch (IllegalStateException e) { // replicated servers are configured
      config.useReplicatedServers().setReadMode(ReadMode.MASTER);
    }
  }

  private static Config read(String name) {
    URL file = find(name).orElseThrow(() -> wrong(name, "a file or a resource that exists"));
    try {
      return Config.fromYAML(file);
    } catch (IOException | RuntimeException e) { // its message may show a password
      SettingsException wrong = wrong(name, "YAML that Redisson understands");
      wrong.initCause(e);
      throw wrong;
    }
  }

  private static SettingsException wrong(String name, String allowed) {
    return new SettingsException(
        List.of(RedisSettings.CONFIG + " is '" + name + "', allowed is " + allowed));
  }

  private static Optional<URL> find(String name) {
    try {
      Path file = Path.of(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file.toUri().toURL());
      }
    } catch (InvalidPathException | MalformedURLException e) {
      // not a file then, maybe a resource
    }
    return Stream.of(
            Thread.currentThread().getContextClassLoader(), RedissonConfig.class.getClassLoader())
        .map(loader -> resource(loader, name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<URL> resource(@Nullable ClassLoader loader, String name) {
    return loader == null ? Optional.empty() : Optional.ofNullable(loader.getResource(name));
  }
}
