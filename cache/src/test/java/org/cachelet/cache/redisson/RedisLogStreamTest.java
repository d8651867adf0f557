// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cachelet.cache.Invalidation;
import org.cachelet.cache.LogPosition;
import org.cachelet.cache.LogStream;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.redis.RedisVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The stream as Redis keeps it. */
@ParameterizedClass
@EnumSource(RedisVersion.class)
final class RedisLogStreamTest {
  private static final Invalidation SOME = Invalidation.ofKeys(Set.of("key"));
  private static final Duration AGE = Duration.ofHours(1);

  private final RedisServer server;
  private final RedisClient data;
  private final RedisClient tail;
  private final RedisClock clock = new RedisClock(InstantSource.system());
  private final RedisLogStream stream;

  RedisLogStreamTest(RedisVersion version) {
    server = RedisServer.builder().version(version).start();
    RedisOptions options =
        RedisOptions.builder()
            .url(server.url())
            .readTimeout(Duration.ofSeconds(10))
            .writeTimeout(Duration.ofSeconds(10))
            .build();
    data = RedisClient.open(options);
    tail = data.openBeside(options.toBuilder().connections(1).build());
    stream = new RedisLogStream(data, tail, LogNode.PREFIX, clock);
  }

  @BeforeEach
  void awaitConnections() {
    await().until(() -> data.health().isUp() && tail.health().isUp());
    await().until(this::isReadable);
  }

  private boolean isReadable() {
    try {
      return stream.extent() != null
          && stream.await(LogPosition.START, Duration.ofMillis(1)) != null;
    } catch (LogStream.UnavailableException e) {
      return false;
    }
  }

  @AfterEach
  void close() {
    tail.close();
    data.close();
    server.close();
  }

  @Test
  void record_isReadAsItWasAppended() throws Exception {
    List<Invalidation> appended =
        List.of(
            Invalidation.ofTags(Set.of("a", "ü \u20ac \ud83d\ude00"), Invalidation.Depth.SOFT),
            Invalidation.ofKeys(Set.of("k\u0000\r\n", "half of a pair \ud83d", "")),
            Invalidation.ofCache("products"),
            Invalidation.ofEverything(),
            Invalidation.ofVersion("products 1 2.3"),
            new Invalidation(Invalidation.Scope.TAG, Set.of(), Invalidation.Depth.HARD));
    for (Invalidation invalidation : appended) {
      stream.append(invalidation);
    }
    assertThat(stream.poll(LogPosition.START))
        .extracting(LogStream.Item::invalidation)
        .isEqualTo(appended);
  }

  @Test
  void recordOfUnknownForm_meansEverything() throws Exception {
    server.command("XADD", LogNode.KEY, "*", "v", "2", "s", "t", "d", "h", "n", "");
    server.command("XADD", LogNode.KEY, "*", "v", "1", "s", "x", "d", "h", "n", "");
    server.command("XADD", LogNode.KEY, "*", "v", "1", "s", "t", "d", "h", "n", "abcdef");
    server.command("XADD", LogNode.KEY, "*", "foo", "bar");
    assertThat(stream.poll(LogPosition.START))
        .hasSize(4)
        .allSatisfy(item -> assertThat(item.invalidation()).isEqualTo(Invalidation.ofEverything()));
  }

  @Test
  void positions_areInOrder_andReadFromWhereOneLikes() throws Exception {
    LogPosition first = stream.append(SOME);
    LogPosition second = stream.append(SOME);
    assertThat(second.isAfter(first)).isTrue();
    assertThat(stream.poll(first)).extracting(LogStream.Item::at).containsExactly(second);
    assertThat(stream.poll(second)).isEmpty();
    assertThat(stream.extent()).isEqualTo(new LogStream.Extent(first, second));
  }

  @Test
  void reading_endsAtTheLimit() throws Exception {
    LogPosition last = LogPosition.START;
    for (int i = 0; i < LogStream.MAX_READ + 1; i++) {
      last = stream.append(SOME);
    }
    List<LogStream.Item> items = stream.poll(LogPosition.START);
    assertThat(items).hasSize(LogStream.MAX_READ);
    assertThat(stream.poll(items.get(LogStream.MAX_READ - 1).at()))
        .extracting(LogStream.Item::at)
        .containsExactly(last);
  }

  @Test
  void streamThatIsNotThere_hasNoExtent_andNoRecords() throws Exception {
    assertThat(stream.extent())
        .isEqualTo(new LogStream.Extent(LogPosition.START, LogPosition.START));
    assertThat(stream.poll(LogPosition.START)).isEmpty();
    assertThat(stream.await(LogPosition.START, Duration.ofMillis(20))).isEmpty();
  }

  @Test
  void appendAt_isRefused_whenTheStreamHasGoneFurther() throws Exception {
    LogPosition last = stream.append(SOME);
    stream.appendAt(new LogPosition(last.time() - 1, 0), SOME);
    assertThat(stream.extent().last()).isEqualTo(last);
    LogPosition later = new LogPosition(last.time() + 1_000, 0);
    stream.appendAt(later, SOME);
    assertThat(stream.extent().last()).isEqualTo(later);
  }

  @Test
  void await_waitsAsLongAsItShould() throws Exception {
    LogPosition last = stream.append(SOME);
    long start = System.nanoTime();
    assertThat(stream.await(last, Duration.ofMillis(300))).isEmpty();
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(290).toNanos());
  }

  @Test
  void trim_forgetsOldAndExcessRecords_andLetsTheStreamExpireLater() throws Exception {
    for (int i = 1; i <= 500; i++) {
      stream.appendAt(new LogPosition(i, 0), SOME);
    }
    IntStream.range(0, 1_000).forEach(i -> server.command("XADD", LogNode.KEY, "*", "n", ""));
    stream.trim(AGE, 500);
    assertThat((Long) server.command("XLEN", LogNode.KEY)).isBetween(500L, 650L);
    assertThat(stream.extent().first().time()).isGreaterThan(500);
    assertThat((Long) server.command("PTTL", LogNode.KEY))
        .isBetween(Duration.ofHours(24).toMillis(), Duration.ofHours(25).toMillis());
  }

  @Test
  void clock_knowsTheTimeOfRedis() throws Exception {
    stream.extent();
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.toRedis(5_000) - 5_000).isBetween(-1_000L, 1_000L);
  }

  @Test
  void commands_areFewAndInOneGo() throws Exception {
    stream.extent();
    try (RedisMonitor monitor = server.monitor()) {
      Set<String> tags =
          IntStream.range(0, 100).mapToObj(i -> "tag-" + i).collect(Collectors.toSet());
      stream.append(Invalidation.ofTags(tags, Invalidation.Depth.HARD));
      stream.trim(AGE, 500);
      stream.extent();
      assertThat(monitor.linesOf("XADD")).singleElement().asString().contains("\"*\"");
      assertThat(monitor.linesOf("XTRIM"))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains("\"~\""));
      assertThat(monitor.linesOf("PEXPIRE")).hasSize(1);
      assertThat(monitor.linesOf("XINFO")).hasSize(1);
      assertThat(monitor.linesOf("TIME")).isEmpty();
    }
  }

  @Test
  void everyCall_fails_whenRedisIsGone() {
    server.kill();
    assertThatThrownBy(() -> stream.append(SOME))
        .isInstanceOf(LogStream.UnavailableException.class);
    assertThatThrownBy(() -> stream.appendAt(new LogPosition(1, 1), SOME))
        .isInstanceOf(LogStream.UnavailableException.class);
    assertThatThrownBy(() -> stream.await(LogPosition.START, Duration.ofMillis(20)))
        .isInstanceOf(LogStream.UnavailableException.class);
    assertThatThrownBy(() -> stream.poll(LogPosition.START))
        .isInstanceOf(LogStream.UnavailableException.class);
    assertThatThrownBy(stream::extent).isInstanceOf(LogStream.UnavailableException.class);
    assertThatThrownBy(() -> stream.trim(AGE, 100))
        .isInstanceOf(LogStream.UnavailableException.class);
  }
}
