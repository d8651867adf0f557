// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cachelet.cache.Invalidation;
import org.cachelet.cache.Invalidation.Depth;
import org.cachelet.cache.Invalidation.Scope;
import org.redisson.api.stream.StreamAddArgs;

/**
 * The form of an invalidation in a Redis Stream: fields {@code v} (version of the form), {@code s}
 * (scope), {@code d} (depth) and {@code n} (names, each after its length). Thread-safe.
 */
final class LogRecord {
  private static final Logger LOG = System.getLogger(RedisLogStream.class.getName());

  private static final byte[] FORM = {'1'};
  private static final Map<Scope, String> SCOPES =
      Map.of(
          Scope.TAG, "t",
          Scope.KEY, "k",
          Scope.CACHE, "c",
          Scope.EVERYTHING, "e",
          Scope.VERSION, "v");
  private static final Map<Depth, String> DEPTHS = Map.of(Depth.HARD, "h", Depth.SOFT, "s");

  /** Said once: what a later release writes comes in numbers. */
  private final AtomicBoolean unknownSeen = new AtomicBoolean();

  /** Returns the fields of an invalidation. */
  StreamAddArgs<byte[], byte[]> fields(Invalidation invalidation) {
    return StreamAddArgs.entries(
        bytes("v"),
        FORM,
        bytes("s"),
        bytes(SCOPES.getOrDefault(invalidation.scope(), "e")),
        bytes("d"),
        bytes(DEPTHS.getOrDefault(invalidation.depth(), "h")),
        bytes("n"),
        namesAsBytes(invalidation.names()));
  }

  /** Returns what a record says; to be safe, everything is invalid if that is not known. */
  Invalidation invalidation(Map<byte[], byte[]> fields) {
    Map<String, byte[]> named = new HashMap<>();
    fields.forEach((name, value) -> named.put(new String(name, UTF_8), value));
    return known(named).orElseGet(this::unknown);
  }

  private Invalidation unknown() {
    if (unknownSeen.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "the log of invalidations holds a record of unknown form, maybe of a later release; such"
              + " a record invalidates everything");
    }
    return Invalidation.ofEverything();
  }

  private static Optional<Invalidation> known(Map<String, byte[]> fields) {
    byte[] none = {};
    Optional<Scope> scope = keyOf(SCOPES, fields.getOrDefault("s", none));
    Optional<Depth> depth = keyOf(DEPTHS, fields.getOrDefault("d", none));
    Optional<Set<String>> names = names(fields.getOrDefault("n", none));
    if (!"1".equals(new String(fields.getOrDefault("v", none), UTF_8))) {
      return Optional.empty();
    }
    return scope.flatMap(s -> depth.flatMap(d -> names.map(all -> new Invalidation(s, all, d))));
  }

  private static <K> Optional<K> keyOf(Map<K, String> letters, byte[] value) {
    String letter = new String(value, UTF_8);
    return letters.entrySet().stream()
        .filter(known -> known.getValue().equals(letter))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Each name is a length in bytes, negative if they are UTF-16 code units, and the bytes. */
  private static byte[] namesAsBytes(Set<String> names) {
    Map<String, byte[]> texts = new HashMap<>();
    names.forEach(name -> texts.put(name, nameAsBytes(name)));
    int size = texts.values().stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    ByteBuffer all = ByteBuffer.allocate(size);
    texts.forEach(
        (name, text) -> all.putInt(isUnicode(name) ? text.length : -text.length).put(text));
    return all.array();
  }

  private static byte[] nameAsBytes(String name) {
    if (isUnicode(name)) {
      return name.getBytes(UTF_8);
    }
    ByteBuffer units = ByteBuffer.allocate(2 * name.length());
    name.chars().forEach(unit -> units.putChar((char) unit));
    return units.array();
  }

  private static boolean isUnicode(String name) {
    return UTF_8.newEncoder().canEncode(name); // not if it has half a surrogate pair
  }

  private static Optional<Set<String>> names(byte[] value) {
    ByteBuffer all = ByteBuffer.wrap(value);
    Set<String> names = new HashSet<>();
    while (all.remaining() >= Integer.BYTES) {
      int length = all.getInt();
      if (length == Integer.MIN_VALUE || Math.abs(length) > all.remaining()) {
        return Optional.empty();
      }
      byte[] text = new byte[Math.abs(length)];
      all.get(text);
      names.add(length >= 0 ? new String(text, UTF_8) : fromUnits(text));
    }
    return all.hasRemaining() ? Optional.empty() : Optional.of(names);
  }

  private static String fromUnits(byte[] units) {
    StringBuilder text = new StringBuilder();
    ByteBuffer left = ByteBuffer.wrap(units);
    while (left.remaining() >= Character.BYTES) {
      text.append(left.getChar());
    }
    return text.toString();
  }
}
