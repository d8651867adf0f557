// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, as a URL says it.
 *
 * @param mode how the servers belong together
 * @param tls whether the connection is encrypted
 * @param addresses each a host and a port, such as {@code 127.0.0.1:6379}; one only if the mode is
 *     {@link Mode#SINGLE}
 * @param user the user of the server's ACL; null for the default user
 * @param password null if none is needed
 * @param master the name that the sentinels know the master by; empty in other modes
 * @param database 0 in a cluster
 */
public record RedisUrl(
    Mode mode,
    boolean tls,
    List<String> addresses,
    @Nullable String user,
    @Nullable String password,
    String master,
    int database) {

  /** How servers belong together. */
  public enum Mode {
    /** One server. */
    SINGLE,
    /** A master and its replicas, watched by sentinels; the addresses are those of sentinels. */
    SENTINEL,
    /** A cluster; the addresses are those of some of its nodes. */
    CLUSTER
  }

  public RedisUrl {
    addresses = List.copyOf(addresses);
  }

  /**
   * Returns what a text means.
   *
   * @throws IllegalArgumentException if it is no such URL; the message shows no password
   */
  public static RedisUrl parse(String text) {
    return RedisUrlParser.parse(text);
  }

  /** Returns the addresses, as log lines show them: without user and password. */
  @Override
  public String toString() {
    return String.join(",", addresses);
  }
}
