// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.cachelet.cache.SettingsException;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisSentinels;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.redis.TlsFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/** What the client does with servers that work. */
final class RedisClientTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private static RedisClient open(String url) {
    return RedisClient.open(RedisOptions.builder().url(url).build());
  }

  private static void assertStores(RedisClient client) {
    Calls.awaitUp(client);
    assertThat(Calls.set(client, "key", "value").isOk()).isTrue();
    assertThat(Calls.text(Calls.get(client, "key"))).isEqualTo("value");
    assertThat(Calls.get(client, "none").isOk()).isTrue();
    assertThat(Calls.get(client, "none").value()).isNull();
    assertThat(client.health().isUp()).isTrue();
  }

  @Test
  void client_storesInADatabase() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url() + "/3")) {
      assertStores(client);
      assertThat(String.valueOf(server.command("INFO", "keyspace"))).contains("db3:keys=2");
    }
  }

  @Test
  void firstCommand_isSent_whenTheFirstAttemptWasAwaited() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      client.awaitFirstAttempt(Duration.ofMinutes(1));
      assertThat(client.health().connected()).isTrue();
    }
  }

  @Test
  void threadOfACaller_holdsNothingOfNetty_whenItHasSentAndClosed() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      Calls.awaitUp(client);
      assertThat(NettyLocals.areAbsent()).isTrue();
      Calls.set(client, "key", "value");
      assertThat(NettyLocals.areAbsent()).isTrue();
      client.writeLater(redisson -> redisson.getBucket("key").deleteAsync(), 10, reply -> {});
      assertThat(NettyLocals.areAbsent()).isTrue();
    }
    assertThat(NettyLocals.areAbsent()).isTrue();
  }

  @Test
  void threadOfACaller_keepsWhatOthersHaveBoundToIt() {
    FastThreadLocal<String> other = new FastThreadLocal<>();
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      other.set("theirs");
      Calls.awaitUp(client);
      Calls.set(client, "key", "value");
      assertThat(other.get()).isEqualTo("theirs");
    } finally {
      FastThreadLocal.removeAll();
    }
  }

  @Test
  void firstAttempt_isOver_whenNobodyListens() {
    RedisServer server = RedisServer.start();
    server.close();
    try (RedisClient client = open(server.url())) {
      client.awaitFirstAttempt(Duration.ofDays(1));
      assertThat(client.health().connected()).isFalse();
    }
  }

  @Test
  void client_givesUserAndPassword() {
    try (RedisServer server = RedisServer.start()) {
      server.command("ACL", "SETUSER", "shop", "on", ">p@ss:w/rd", "~*", "+@all");
      String url = server.url().replace("//", "//shop:p%40ss%3Aw%2Frd@");
      try (RedisClient client = open(url)) {
        assertStores(client);
        assertThat(client.health().address()).isEqualTo("127.0.0.1:" + server.port());
      }
    }
  }

  @Test
  void client_findsTheMaster_whenAskingSentinels() {
    try (RedisSentinels sentinels = RedisSentinels.start();
        RedisClient client = open(sentinels.url())) {
      assertStores(client);
      RedisServer master = sentinels.master();
      assertThat(master.command("GET", "key")).isEqualTo("value");

      master.kill();
      sentinels.awaitMasterInsteadOf(master);
      Calls.awaitUp(client);
      assertThat(Calls.set(client, "key", "new").isOk()).isTrue();
      assertThat(sentinels.master().command("GET", "key")).isEqualTo("new");
    }
  }

  @Test
  void client_findsTheNodeOfAKey_whenThereIsACluster() {
    try (RedisCluster cluster = RedisCluster.start();
        RedisClient client = open(cluster.url())) {
      assertStores(client);
      for (int i = 0; i < 20; i++) {
        String key = "key" + i;
        assertThat(Calls.set(client, key, "value" + i).failure()).isEmpty();
        assertThat(cluster.ownerOf(key).command("GET", key)).isEqualTo("value" + i);
      }
    }
  }

  @Test
  void client_speaksTls_whenTheUrlSaysSo() {
    try (TlsFiles files = TlsFiles.make();
        RedisServer server = RedisServer.builder().tls(files).start()) {
      System.setProperty(TRUST_STORE, files.trustStore().toString());
      System.setProperty(TRUST_STORE + "Password", files.trustStorePassword());
      try (RedisClient client =
          RedisClient.open(RedisOptions.builder().url(server.url()).build())) {
        assertThat(server.url()).startsWith("rediss://");
        await().atMost(Duration.ofSeconds(30)).until(() -> Calls.get(client, "k").isOk());
      } finally {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
      }
    }
  }

  @Test
  void client_doesWhatYamlSays_evenOverTls(@TempDir Path folder) throws IOException {
    try (TlsFiles files = TlsFiles.make();
        RedisServer server = RedisServer.builder().tls(files).start()) {
      Path yaml = folder.resolve("redisson.yaml");
      Files.writeString(
          yaml,
          """
          codec: !<org.redisson.codec.Kryo5Codec> {}
          sslTruststore: "%s"
          sslTruststorePassword: "%s"
          singleServerConfig:
            address: "%s"
            database: 1
          """
              .formatted(files.trustStore().toUri(), files.trustStorePassword(), server.url()));
      RedisOptions options = RedisOptions.builder().config(yaml.toString()).build();
      try (RedisClient client = RedisClient.open(options)) {
        assertStores(client);
        assertThat(String.valueOf(server.command("INFO", "keyspace"))).contains("db1:keys=2");
      }
    }
  }

  @Test
  void open_refusesAFile_whenItIsMissingOrNoYaml(@TempDir Path folder) throws IOException {
    RedisOptions missing = RedisOptions.builder().config("missing.yaml").build();
    assertThatThrownBy(() -> RedisClient.open(missing))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "cachelet.redis.config is 'missing.yaml', allowed is a file or a resource that exists");

    Path file = Files.writeString(folder.resolve("c.yaml"), "singleServerConfig: {adress: 1}");
    RedisOptions wrong = RedisOptions.builder().config(file.toString()).build();
    assertThatThrownBy(() -> RedisClient.open(wrong))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("allowed is YAML that Redisson understands");
  }

  @Test
  void writeLater_doesNotWait_andTellsTheEnd() throws Exception {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      Calls.awaitUp(client);
      CompletableFuture<Reply<Void>> end = new CompletableFuture<>();
      client.writeLater(
          redisson -> redisson.getBucket("key").setAsync("later".getBytes(UTF_8)),
          5,
          end::complete);
      assertThat(end.get(10, TimeUnit.SECONDS).isOk()).isTrue();
      assertThat(server.command("GET", "key")).isEqualTo("later");

      CompletableFuture<Reply<Void>> tooLarge = new CompletableFuture<>();
      client.writeLater(
          redisson -> redisson.getBucket("key").setAsync("large".getBytes(UTF_8)),
          17 << 20,
          tooLarge::complete);
      assertThat(tooLarge.get(10, TimeUnit.SECONDS).failure())
          .isEqualTo("too many writes to Redis are under way");
      assertThat(server.command("GET", "key")).isEqualTo("later");
    }
  }

  @Test
  void client_isReplaced_whenRepliesAreForOthers() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      Calls.awaitUp(client);
      Object first = client.redisson();
      await().pollDelay(Duration.ofMillis(1100)).until(() -> true); // no rebuild before
      client.noteForeignReply();
      client.noteForeignReply();
      assertThat(client.redisson()).isSameAs(first);
      client.noteForeignReply();

      Calls.awaitUp(client);
      assertThat(client.redisson()).isNotSameAs(first);
      assertThat(client.health().rebuilds()).isEqualTo(1);
      assertStores(client);
    }
  }

  @Test
  void client_isReplaced_whenAReplyCannotBeRead() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      assertStores(client);
      Object first = client.redisson();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                client.read(redisson -> redisson.getBucket("key", new Unreadable()).getAsync());
                return client.health().rebuilds() > 0;
              });
      assertStores(client);
      assertThat(client.redisson()).isNotSameAs(first);
    }
  }

  /** A codec that takes every reply for garbage. */
  private static final class Unreadable extends BaseCodec {
    @Override
    public Decoder<Object> getValueDecoder() {
      return (reply, state) -> {
        throw new IllegalStateException("garbage");
      };
    }

    @Override
    public Encoder getValueEncoder() {
      return ByteArrayCodec.INSTANCE.getValueEncoder();
    }
  }

  @Test
  void interruptedThread_staysInterrupted() {
    try (RedisServer server = RedisServer.start();
        RedisClient client = open(server.url())) {
      Calls.awaitUp(client);
      server.freeze(); // a reply that is there already is taken without waiting
      Thread.currentThread().interrupt();
      Reply<byte[]> reply = Calls.get(client, "key");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(reply.failure()).contains("interrupted");
      server.thaw();
      Calls.awaitUp(client);
    }
  }

  @Test
  void close_endsAllThreads_whenTheLastOfThoseThatShareThemIsClosed() {
    Set<Thread> before = threads();
    try (RedisServer server = RedisServer.start()) {
      RedisClient data = open(server.url());
      RedisOptions one = RedisOptions.builder().url(server.url()).connections(1).build();
      try (RedisClient tail = data.openBeside(one)) {
        Calls.awaitUp(data);
        Calls.awaitUp(tail);
        assertThat(threads())
            .filteredOn(thread -> thread.getName().startsWith("cachelet-redis-"))
            .isNotEmpty()
            .allMatch(Thread::isDaemon)
            .extracting(Thread::getContextClassLoader)
            .containsOnly(RedisClient.class.getClassLoader());

        data.close();
        data.close();
        assertStores(tail);
        assertThat(Calls.get(data, "key").isOk()).isFalse();
        assertThatThrownBy(data::redisson).isInstanceOf(IllegalStateException.class);
      }
      assertThatThrownBy(() -> data.openBeside(one)).isInstanceOf(IllegalStateException.class);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(newSince(before)).isEmpty());
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<Thread> newSince(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.getName().matches("awaitility-thread|process reaper.*"))
        .collect(Collectors.toSet());
  }
}
