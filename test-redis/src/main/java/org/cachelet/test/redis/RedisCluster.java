// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three masters that share the slots, each with replicas if wanted. Thread-safe. */
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final int KEYS_AT_ONCE = 100;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<RedisServer> nodes = new CopyOnWriteArrayList<>();

  RedisCluster() {}

  /** Starts three masters without replicas. */
  public static RedisCluster start() {
    return builder().start();
  }

  /** Returns a builder for replicas and other options. */
  public static RedisClusterBuilder builder() {
    return new RedisClusterBuilder();
  }

  /** Starts all nodes and joins them, see {@link RedisClusterBuilder#start()}. */
  void launch(RedisClusterBuilder builder) {
    int count = MASTERS * (1 + builder.replicas());
    for (int i = 0; i < count; i++) {
      nodes.add(builder.node().start());
    }
    for (int i = 0; i < count; i++) {
      nodes.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
    }
    for (int i = 0; i < MASTERS; i++) {
      nodes.get(i).command(addSlots(i * SLOTS / MASTERS, (i + 1) * SLOTS / MASTERS));
    }
    nodes.forEach(this::meet);
    await("that all nodes know each other", () -> nodes.stream().allMatch(this::knowsAll));
    for (int i = MASTERS; i < count; i++) {
      nodes.get(i).command("CLUSTER", "REPLICATE", id(nodes.get(i % MASTERS)));
    }
    await("that all nodes know the roles", () -> nodes.stream().allMatch(this::knowsReplicas));
    awaitReady();
  }

  private static String[] addSlots(int from, int to) {
    List<String> words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
    IntStream.range(from, to).forEach(slot -> words.add(String.valueOf(slot)));
    return words.toArray(String[]::new);
  }

  private void meet(RedisServer other) {
    RedisServer first = nodes.get(0);
    if (other != first) {
      first.command("CLUSTER", "MEET", "127.0.0.1", String.valueOf(other.port()));
    }
  }

  private boolean knowsAll(RedisServer node) {
    List<ClusterNode> known = ClusterNode.knownTo(node);
    return known.size() == nodes.size()
        && known.stream().noneMatch(other -> other.flags().contains("handshake"));
  }

  private boolean knowsReplicas(RedisServer node) {
    List<ClusterNode> known = ClusterNode.knownTo(node);
    return known.stream().filter(ClusterNode::isLivingMaster).count() == MASTERS;
  }

  /**
   * Waits until all living nodes say that the cluster is ready and living replicas are in step.
   *
   * @throws RedisStartException if that takes over 60 s
   */
  public void awaitReady() {
    await("a ready cluster", () -> living().stream().allMatch(RedisCluster::isReady));
  }

  private static boolean isReady(RedisServer node) {
    String replication = String.valueOf(node.command("INFO", "replication"));
    return String.valueOf(node.command("CLUSTER", "INFO")).contains("cluster_state:ok")
        && !replication.contains("master_link_status:down");
  }

  /** Returns the address as "redis+cluster://127.0.0.1:1,127.0.0.1:2,127.0.0.1:3". */
  public String url() {
    return nodes.stream()
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis+cluster://", ""));
  }

  /** Returns all nodes, dead ones too; the first three were the masters at the start. */
  public List<RedisServer> nodes() {
    return List.copyOf(nodes);
  }

  /** Returns the slot of a key, by its part in braces if it has one. */
  public int slotOf(String key) {
    Object slot = anyNode().command("CLUSTER", "KEYSLOT", key);
    return Integer.parseInt(String.valueOf(slot));
  }

  /** Returns the master that a key belongs to, see {@link #ownerOf(int)}. */
  public RedisServer ownerOf(String key) {
    return ownerOf(slotOf(key));
  }

  /**
   * Returns the master that a slot belongs to, as the first living node sees it.
   *
   * @throws IllegalStateException if none is known
   */
  public RedisServer ownerOf(int slot) {
    int port =
        ClusterNode.knownTo(anyNode()).stream()
            .filter(node -> node.owns(slot))
            .mapToInt(ClusterNode::port)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nobody owns slot " + slot));
    return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
  }

  /**
   * Waits until all living nodes name another owner of a slot, and returns it.
   *
   * @throws RedisStartException if that takes over 60 s
   */
  public RedisServer awaitOwnerInsteadOf(RedisServer old, int slot) {
    await(
        "another owner of slot " + slot,
        () -> living().stream().allMatch(node -> isOwnerSeenBy(node, slot, other(old))));
    awaitReady();
    return ownerOf(slot);
  }

  private static Predicate<ClusterNode> other(RedisServer old) {
    return node -> node.isLivingMaster() && node.port() != old.port();
  }

  private static boolean isOwnerSeenBy(
      RedisServer node, int slot, Predicate<ClusterNode> expected) {
    return ClusterNode.knownTo(node).stream()
        .anyMatch(other -> other.owns(slot) && expected.test(other));
  }

  /** Moves a slot with its keys from one master to another, as resharding does. */
  public void migrateSlot(int slot, RedisServer from, RedisServer to) {
    String number = String.valueOf(slot);
    to.command("CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
    from.command("CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
    moveKeys(slot, from, to);
    to.command("CLUSTER", "SETSLOT", number, "NODE", id(to)); // first, so that it is never lost
    from.command("CLUSTER", "SETSLOT", number, "NODE", id(to));
    await("the new owner of slot " + slot, () -> ownsEverywhere(to, slot));
  }

  private boolean ownsEverywhere(RedisServer owner, int slot) {
    return living().stream()
        .allMatch(node -> isOwnerSeenBy(node, slot, other -> other.port() == owner.port()));
  }

  private static void moveKeys(int slot, RedisServer from, RedisServer to) {
    List<byte[]> keys = keysIn(slot, from);
    while (!keys.isEmpty()) {
      List<byte[]> words = new ArrayList<>();
      for (String word : List.of("MIGRATE", "127.0.0.1", to.port() + "", "", "0", "5000", "KEYS")) {
        words.add(RespConnection.bytes(word));
      }
      words.addAll(keys);
      from.command(words.toArray(byte[][]::new));
      keys = keysIn(slot, from);
    }
  }

  private static List<byte[]> keysIn(int slot, RedisServer node) {
    String most = String.valueOf(KEYS_AT_ONCE);
    Object reply =
        node.command(
            RespConnection.bytes("CLUSTER"),
            RespConnection.bytes("GETKEYSINSLOT"),
            RespConnection.bytes(String.valueOf(slot)),
            RespConnection.bytes(most));
    return reply instanceof List<?> keys
        ? keys.stream().map(byte[].class::cast).toList()
        : List.of();
  }

  private static String id(RedisServer node) {
    return String.valueOf(node.command("CLUSTER", "MYID"));
  }

  private RedisServer anyNode() {
    return living().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node of the cluster answers"));
  }

  /** Returns the nodes that answer. */
  private List<RedisServer> living() {
    return nodes.stream().filter(RedisServer::isAlive).filter(RedisCluster::answers).toList();
  }

  private static boolean answers(RedisServer node) {
    try {
      return "PONG".equals(node.command("PING"));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier condition) {
    Waiting.until(LIMIT, condition, () -> what + " was awaited for 60 s: " + logged());
  }

  private String logged() {
    return nodes.stream().map(RedisServer::logged).collect(Collectors.joining("\n"));
  }

  /** Kills all nodes. */
  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
