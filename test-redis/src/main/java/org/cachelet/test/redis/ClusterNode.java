// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.util.List;
import java.util.Set;

/**
 * A line of the reply to CLUSTER NODES.
 *
 * @param port where clients reach it
 * @param flags as "master", "slave", "fail"
 * @param slots as "0-5460" or "7000"
 */
record ClusterNode(int port, Set<String> flags, List<String> slots) {
  private static final int FIRST_SLOT_WORD = 8;

  /** Returns the nodes that a server knows, itself too. */
  static List<ClusterNode> knownTo(RedisServer server) {
    String reply = String.valueOf(server.command("CLUSTER", "NODES"));
    return reply.lines().map(ClusterNode::parse).toList();
  }

  private static ClusterNode parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    String address = words.get(1); // 127.0.0.1:12000@22000
    int port = Integer.parseInt(address.replaceAll("^.*:(\\d+)(@.*)?$", "$1"));
    List<String> slots = words.subList(Math.min(FIRST_SLOT_WORD, words.size()), words.size());
    return new ClusterNode(port, Set.of(words.get(2).split(",", -1)), slots);
  }

  /** Returns whether it is a master that the asked server does not think dead. */
  boolean isLivingMaster() {
    return flags.contains("master") && !flags.contains("fail");
  }

  /** Returns whether a slot belongs to it. */
  boolean owns(int slot) {
    return slots.stream().anyMatch(range -> contains(range, slot));
  }

  private static boolean contains(String range, int slot) {
    if (range.startsWith("[")) { // a slot that is on its way
      return false;
    }
    String[] ends = range.split("-", -1);
    return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
  }
}
