// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.redis.RedisServerBuilder;

/** Faults of a server itself. */
public final class ServerFaults {
  private ServerFaults() {}

  /** Returns those by which it does not answer, or answers late. */
  public static List<Fault<SingleRedis>> silent() {
    return List.of(
        Fault.of("F01", "Redis frozen (SIGSTOP)", (redis, duration) -> redis.server().freeze())
            .healedBy((redis, duration) -> redis.server().thaw()),
        Fault.of(
                "F02",
                "Redis killed, then started empty",
                (redis, duration) -> redis.server().kill())
            .healedBy((redis, duration) -> redis.server().restart()),
        Fault.of(
            "F03",
            "Redis killed and started at once",
            (redis, duration) -> redis.server().restart()),
        Fault.of("F04", "Redis down at start", (redis, duration) -> redis.server().kill())
            .healedBy((redis, duration) -> redis.server().restart())
            .fromStart(),
        Fault.of("F05a", "CLIENT PAUSE ALL", (redis, duration) -> pause(redis, duration, "ALL"))
            .healedBy((redis, duration) -> redis.awaitAnswer()),
        Fault.of("F05b", "CLIENT PAUSE WRITE", (redis, duration) -> pause(redis, duration, "WRITE"))
            .healedBy((redis, duration) -> redis.server().command("CLIENT", "UNPAUSE")),
        Fault.of(
                "F06a",
                "DEBUG SLEEP",
                (redis, duration) -> redis.later("DEBUG", "SLEEP", seconds(duration)))
            .healedBy((redis, duration) -> redis.awaitAnswer()),
        Fault.of("F06b", "an endless script (BUSY)", ServerFaults::runEndlessScript)
            .healedBy((redis, duration) -> endScript(redis)),
        Fault.of("F12", "a large snapshot is loaded (LOADING)", ServerFaults::load)
            .healedBy((redis, duration) -> redis.awaitAnswer()));
  }

  /** Returns those by which it refuses some commands. */
  public static List<Fault<SingleRedis>> refusing() {
    return List.of(
        Fault.of(
                "F07",
                "maxmemory reached, noeviction (OOM)",
                (redis, duration) -> redis.config("maxmemory", "1"))
            .healedBy((redis, duration) -> redis.config("maxmemory", "0")),
        Fault.of("F08", "maxmemory far too small, allkeys-lru", ServerFaults::evict)
            .healedBy((redis, duration) -> redis.config("maxmemory", "0")),
        Fault.of("F09a", "wrong password at start", (redis, duration) -> redis.changePassword())
            .healedBy((redis, duration) -> redis.restorePassword())
            .fromStart(),
        Fault.of("F09b", "password changed", (redis, duration) -> redis.changePassword())
            .healedBy((redis, duration) -> redis.restorePassword()),
        Fault.of(
                "F10a",
                "ACL forbids scripts",
                (redis, duration) -> redis.setUser("-eval", "-evalsha", "-script"))
            .healedBy((redis, duration) -> redis.setUser("+@all"))
            .within(Limits.USUAL.withMax(Limits.LEASE)),
        Fault.of("F10b", "ACL forbids writes", (redis, duration) -> redis.setUser("-@write"))
            .healedBy((redis, duration) -> redis.setUser("+@all")),
        Fault.of(
            "F11",
            "CLIENT KILL TYPE normal",
            (redis, duration) -> redis.server().command("CLIENT", "KILL", "TYPE", "normal")),
        Fault.of(
                "F13",
                "Redis became a replica (READONLY)",
                (redis, duration) -> redis.server().command("REPLICAOF", "127.0.0.1", "1"))
            .healedBy((redis, duration) -> redis.server().command("REPLICAOF", "NO", "ONE")),
        Fault.of("F26", "no snapshot can be written (MISCONF)", ServerFaults::breakSnapshots)
            .healedBy((redis, duration) -> redis.config("stop-writes-on-bgsave-error", "no"))
            .on(() -> SingleRedis.start(withProtectedSettings())),
        Fault.of("F31", "FLUSHALL", (redis, duration) -> redis.server().command("FLUSHALL")));
  }

  private static void pause(SingleRedis redis, Duration duration, String what) {
    redis.server().command("CLIENT", "PAUSE", String.valueOf(duration.toMillis()), what);
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1_000.0);
  }

  private static void runEndlessScript(SingleRedis redis, Duration duration) {
    redis.config("busy-reply-threshold", "100");
    redis.later("EVAL", "while true do end", "0");
  }

  private static void endScript(SingleRedis redis) {
    redis.server().command("SCRIPT", "KILL");
    redis.awaitAnswer();
  }

  /** Makes the server load a key each millisecond, and look at its clients meanwhile. */
  private static void load(SingleRedis redis, Duration duration) {
    redis
        .server()
        .command("DEBUG", "POPULATE", String.valueOf(duration.toMillis()), "filler", "2000");
    redis.config("key-load-delay", "1000"); // microseconds
    redis.config("loading-process-events-interval-bytes", "1024");
    redis.later("DEBUG", "RELOAD");
  }

  private static void evict(SingleRedis redis, Duration duration) {
    redis.config("maxmemory-policy", "allkeys-lru");
    redis.config("maxmemory", redis.server().info("used_memory_startup"));
  }

  private static RedisServerBuilder withProtectedSettings() {
    return RedisServer.builder().option("enable-protected-configs", "yes");
  }

  /** Lets a snapshot fail as on a full disk, after which Redis takes no writes. */
  private static void breakSnapshots(SingleRedis redis, Duration duration) {
    redis.config("dbfilename", "x".repeat(300)); // longer than a name may be
    redis.config("save", "3600 1000000");
    redis.server().command("BGSAVE");
    await().until(() -> redis.server().info("rdb_last_bgsave_status").equals("err"));
  }
}
