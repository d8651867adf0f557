// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;
import org.redisson.client.NettyHook;

/**
 * The connections of one network, which are closed before its threads end. Redisson does not close
 * those that it begins while it is shut down, as in place of one on which a read was given up; and
 * Netty closes none when it is told to end while it does something else, so that they stay open
 * until the process ends. Thread-safe.
 */
final class OpenConnections {
  private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

  /** Returns a hook for Redisson that notes all connections, besides what another one does. */
  NettyHook noting(NettyHook other) {
    return new NettyHook() {
      @Override
      public void afterBoostrapInitialization(Bootstrap bootstrap) {
        other.afterBoostrapInitialization(bootstrap);
      }

      @Override
      public void afterChannelInitialization(Channel channel) {
        other.afterChannelInitialization(channel);
        open.add(channel); // which closes it if this has been closed
      }
    };
  }

  /**
   * Closes all, and from now on each that is begun.
   *
   * @param seconds how long to wait for that at most
   */
  void close(long seconds) throws InterruptedException {
    boolean unused = open.close().await(seconds, TimeUnit.SECONDS);
  }
}
