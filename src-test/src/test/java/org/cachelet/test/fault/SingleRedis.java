// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisErrorException;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.redis.RedisServerBuilder;

/**
 * One server behind a bad network.
 *
 * @param server the server
 * @param proxy what clients connect to
 */
public record SingleRedis(RedisServer server, FaultProxy proxy) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String USER = "app";
  private static final String PASSWORD = "open-sesame";

  /** Starts a server whose user {@code app} may do all. */
  public static SingleRedis start() {
    return start(RedisServer.builder());
  }

  /** Starts a server as built, whose user {@code app} may do all. */
  static SingleRedis start(RedisServerBuilder builder) {
    RedisServer server =
        builder.option("user", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all").start();
    return new SingleRedis(server, FaultProxy.to(server.port()));
  }

  /** Returns the address of the proxy, with user and password. */
  public String url() {
    return "redis://" + USER + ":" + PASSWORD + "@127.0.0.1:" + proxy.port();
  }

  /** Changes what the user of the application may do, or its password. */
  public void setUser(String... rules) {
    String[] command = new String[rules.length + 3];
    command[0] = "ACL";
    command[1] = "SETUSER";
    command[2] = USER;
    System.arraycopy(rules, 0, command, 3, rules.length);
    server.command(command);
  }

  /** Changes the password, and ends the connections that gave the old one. */
  void changePassword() {
    setUser("resetpass", ">another-one");
    server.command("CLIENT", "KILL", "USER", USER);
  }

  /** Changes the password back. */
  void restorePassword() {
    setUser("resetpass", ">" + PASSWORD);
  }

  /** Sets a directive of redis.conf. */
  void config(String name, String value) {
    server.command("CONFIG", "SET", name, value);
  }

  /** Sends a command that is answered late, or not at all, without waiting for it. */
  void later(String... command) {
    Thread thread =
        new Thread(
            () -> {
              try {
                server.command(command);
              } catch (UncheckedIOException | RedisErrorException e) {
                // expected of a command that is interrupted
              }
            },
            "test-later");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until the server answers commands again. */
  void awaitAnswer() {
    await().atMost(PATIENCE).until(this::answers);
  }

  private boolean answers() {
    try {
      return "PONG".equals(server.command("PING"));
    } catch (UncheckedIOException | RedisErrorException e) {
      return false;
    }
  }

  @Override
  public void close() {
    proxy.close();
    server.close();
  }
}
