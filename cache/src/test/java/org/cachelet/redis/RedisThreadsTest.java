// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.redisson.client.DefaultNettyHook;
import org.redisson.client.NettyHook;

/** How the threads of clients end, and their connections with them. */
final class RedisThreadsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void connection_isClosed_whenItsThreadIsBusyAsItIsToldToEnd() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      RedisThreads threads = new RedisThreads();
      SingleThreadEventExecutor loop = (SingleThreadEventExecutor) threads.network().next();
      connect((EventLoop) loop, hookOf(threads, server), server.port());
      CountDownLatch busy = new CountDownLatch(1);
      var task =
          loop.submit(
              () -> {
                busy.countDown();
                while (!loop.isShuttingDown() && loop.pendingTasks() == 0) {
                  Thread.onSpinWait();
                }
              });
      busy.await();
      threads.release();
      task.await();
      await().atMost(PATIENCE).until(() -> clients(server) == 1);
    }
  }

  @Test
  void connection_isNotBegun_whenAllAreClosed() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      RedisThreads threads = new RedisThreads();
      threads.connections().close(1);
      assertThatThrownBy(
              () -> connect(threads.network().next(), hookOf(threads, server), server.port()))
          .isInstanceOf(ClosedChannelException.class);
      threads.release();
    }
  }

  private static NettyHook hookOf(RedisThreads threads, RedisServer server) {
    return RedissonConfig.of(RedisOptions.builder().url(server.url()).build(), threads)
        .getNettyHook();
  }

  /** Connects as Redisson does. */
  private static void connect(EventLoop loop, NettyHook hook, int port) throws Exception {
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                hook.afterChannelInitialization(channel);
              }
            })
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .sync();
  }

  @Test
  void hookOfTheUser_isCalledToo() {
    RedisThreads threads = new RedisThreads();
    CountDownLatch called = new CountDownLatch(1);
    NettyHook own =
        new DefaultNettyHook() {
          @Override
          public void afterBoostrapInitialization(Bootstrap bootstrap) {
            called.countDown();
          }
        };
    threads.connections().noting(own).afterBoostrapInitialization(new Bootstrap());
    threads.release();
    assertThat(called.getCount()).isZero();
  }

  private static int clients(RedisServer server) {
    return Integer.parseInt(server.info("connected_clients"));
  }
}
