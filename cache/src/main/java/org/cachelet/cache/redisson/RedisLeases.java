// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Leases;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.Reply;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/**
 * Leases as keys in Redis that expire by themselves: short, and extended while the making goes on.
 * Where Redis does not answer, each node makes its own content. Thread-safe.
 */
final class RedisLeases implements Leases, AutoCloseable {
  /** How long others wait for a node that died while it made a content. */
  static final Duration LENGTH = Duration.ofSeconds(2);

  private static final long EXTENSION_MILLIS = LENGTH.toMillis() / 3;
  private static final System.Logger LOG = System.getLogger(RedisLeases.class.getName());
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);
  private static final String FORBIDDEN = "NOPERM";
  private static final String REFUSED = "refused";
  private static final int COMMAND_BYTES = 200;

  private static final String EXTEND =
      "if redis.call('get', KEYS[1]) == ARGV[1] then"
          + " return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
  private static final String REPLACE =
      "if redis.call('get', KEYS[1]) == ARGV[1] then"
          + " redis.call('set', KEYS[1], ARGV[3], 'PX', ARGV[2]) return 1 end return 0";
  private static final String END =
      "if redis.call('get', KEYS[1]) == ARGV[1] then"
          + " return redis.call('del', KEYS[1]) end return 0";

  private final RedisClient client;
  private final CalmLog log;
  private final String prefix;
  private final String node = UUID.randomUUID().toString();
  private final AtomicLong taken = new AtomicLong();
  private final Map<String, String> held = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor extensions;

  /**
   * Takes leases under {@code prefix:lease:}.
   *
   * @param prefix what begins all keys of the application
   */
  RedisLeases(RedisClient client, String prefix, InstantSource time) {
    this.client = client;
    this.log = new CalmLog(LOG, time, LOG_PAUSE);
    this.prefix = prefix;
    this.extensions = new ScheduledThreadPoolExecutor(1, RedisLeases::thread);
    extensions.prestartCoreThread(); // in an outage no thread is added
    var unused =
        extensions.scheduleWithFixedDelay(
            this::extendAll, EXTENSION_MILLIS, EXTENSION_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Claim take(String fullKey) {
    if (client.isSuspect()) {
      return Claim.TAKEN; // there is nobody to ask
    }
    String key = leaseKey(fullKey);
    String token = node + taken.incrementAndGet(); // so that a late end never ends a newer lease
    Reply<Boolean> set =
        client.write(redisson -> lease(redisson, key).setIfAbsentAsync(token, LENGTH));
    if (!set.isOk() || Boolean.TRUE.equals(set.value())) {
      held.put(key, token); // without a reply, perhaps: to be ended all the same
      return Claim.TAKEN;
    }
    Reply<String> holder = client.read(redisson -> lease(redisson, key).getAsync());
    return REFUSED.equals(holder.value()) ? Claim.REFUSED : Claim.HELD;
  }

  @Override
  public void release(String fullKey) {
    String key = leaseKey(fullKey);
    String token = held.remove(key);
    if (token != null) {
      end(key, token);
    }
  }

  @Override
  public void refuse(String fullKey, Duration howLong) {
    String key = leaseKey(fullKey);
    String token = held.remove(key);
    if (token != null) {
      run(
          REPLACE,
          redisson -> lease(redisson, key).setAsync(REFUSED, howLong),
          key,
          List.of(token, String.valueOf(howLong.toMillis()), REFUSED));
    }
  }

  @Override
  public void close() {
    extensions.shutdownNow();
    held.forEach(this::end);
  }

  private void extendAll() {
    held.forEach(
        (key, token) ->
            run(
                EXTEND,
                redisson -> lease(redisson, key).expireAsync(LENGTH),
                key,
                List.of(token, String.valueOf(LENGTH.toMillis()))));
  }

  private void end(String key, String token) {
    run(END, redisson -> lease(redisson, key).deleteAsync(), key, List.of(token));
  }

  /**
   * Runs a script that changes a lease only if it is this node's.
   *
   * @param plain what changes it all the same, for a user who must not run scripts
   */
  private <T> void run(
      String script, RedisClient.Command<T> plain, String key, List<String> arguments) {
    client.writeLater(
        redisson -> eval(redisson, script, key, arguments),
        COMMAND_BYTES,
        reply -> { // a lease that could not be changed ends by itself
          if (reply.failure().contains(FORBIDDEN)) {
            log.warn("leases", "leases are changed without scripts: " + reply.failure());
            client.writeLater(plain, COMMAND_BYTES, again -> {});
          }
        });
  }

  private static RFuture<Long> eval(
      Redisson redisson, String script, String key, List<String> arguments) {
    return redisson
        .getScript(StringCodec.INSTANCE)
        .evalAsync(
            RScript.Mode.READ_WRITE,
            script,
            RScript.ReturnType.LONG,
            List.of(key),
            arguments.toArray());
  }

  private static RBucket<String> lease(Redisson redisson, String key) {
    return redisson.getBucket(key, StringCodec.INSTANCE);
  }

  private String leaseKey(String fullKey) {
    return prefix + ":lease:" + DigestUtils.sha256Hex(fullKey.getBytes(StandardCharsets.UTF_8));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "cachelet-leases");
    thread.setDaemon(true);
    return thread;
  }
}
