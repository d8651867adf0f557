// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.LogPosition;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;
import org.cachelet.redis.RedisOptions;

/**
 * How entries are written: what says that it is one, the entry's own key, so that a reply that was
 * meant for another command is never taken for it, the parts of the entry, and a {@link Seal}.
 * Thread-safe.
 *
 * <pre>
 * magic 4 | version 1 | flags 1 | format 1 | key | created | fresh | stale-while-revalidate |
 * stale-if-error | making time | since | tags | inputs | payload | seal 4 or 32
 * </pre>
 */
final class Envelope {
  /** The largest entry that is written or read, and the largest content in one, in bytes. */
  static final int MAX_BYTES = 4 << 20;

  /** The version of the layout, which is that of the magic bytes and the version byte for good. */
  static final int VERSION = 1;

  private static final int MAGIC = 0x43_4C_45_54; // CLET
  private static final int VERSION_AT = 4;
  private static final int FLAGS_AT = 5;
  private static final int COMPRESSED = 1;
  private static final int SIGNED = 2;
  private static final int HEAD_BYTES = 300;

  /** A tag or input takes much more memory than bytes, and thousands of them are a mistake. */
  private static final int MOST_NAMES = 10_000;

  private final List<ContentFormat> formats;
  private final RedisClock clock;
  private final Seal seal;
  private final Compression compression;

  /**
   * Writes with these formats, the first that writes a content.
   *
   * @param clock in whose time the entries say when they were stored
   */
  Envelope(List<ContentFormat> formats, RedisClock clock, Seal seal, Compression compression) {
    this.formats = List.copyOf(formats);
    this.clock = clock;
    this.seal = seal;
    this.compression = compression;
  }

  /** Returns an envelope that signs and compresses as the options say. */
  static Envelope of(List<ContentFormat> formats, RedisClock clock, RedisOptions options) {
    return new Envelope(
        formats, clock, new Seal(options.integrityKeys()), new Compression(options.compressFrom()));
  }

  /**
   * Returns the bytes of an entry.
   *
   * @throws CodecException if it has none, or too many
   */
  byte[] write(Entry entry) {
    ContentFormat format = formatOf(entry);
    byte[] content = format.write(entry.content());
    requireAllowed(content.length);
    byte[] payload = format.isCompact() ? content : compression.compressed(content);
    int flags = (payload == content ? 0 : COMPRESSED) | signed();
    BinaryWriter writer =
        new BinaryWriter(HEAD_BYTES + entry.key().length() + payload.length + seal.size());
    writer.fixed(MAGIC).octet(VERSION).octet(flags).octet(format.number()).text(entry.key());
    writeTimes(entry, writer);
    writeNames(entry.tags(), writer);
    writeNames(entry.inputs(), writer);
    byte[] sealed = writer.bytes(payload).raw(new byte[seal.size()]).toBytes();
    seal.write(sealed);
    requireAllowed(sealed.length);
    return sealed;
  }

  /**
   * Returns what bytes hold that were found under a full key; they may be anything.
   *
   * @param bytes the first of them if there are more than {@link #MAX_BYTES}
   */
  Opened open(String key, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Opened.Unreadable("it has more than " + MAX_BYTES + " bytes");
    }
    if (bytes.length <= FLAGS_AT || new BinaryReader(bytes).fixed() != MAGIC) {
      return new Opened.Unreadable("it is no entry");
    }
    int version = Byte.toUnsignedInt(bytes[VERSION_AT]);
    if (version > VERSION) {
      return new Opened.Newer(version);
    }
    return version == VERSION
        ? openSealed(key, bytes)
        : new Opened.Unreadable("its version is " + version);
  }

  private Opened openSealed(String key, byte[] bytes) {
    if ((bytes[FLAGS_AT] & SIGNED) != signed()) {
      return new Opened.Unreadable(seal.isSigned() ? "it is not signed" : "it is signed");
    }
    if (!seal.isIntact(bytes)) {
      return new Opened.Unreadable(
          seal.isSigned() ? "its signature is wrong" : "its checksum is wrong");
    }
    try {
      return read(key, new BinaryReader(bytes, FLAGS_AT, bytes.length - seal.size()));
    } catch (CodecException e) {
      return new Opened.Unreadable(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) { // its message shows the text, which may be hostile
      return new Opened.Unreadable("a tag or an input is not allowed");
    }
  }

  private Opened read(String key, BinaryReader reader) {
    int flags = reader.octet();
    int number = reader.octet();
    String ownKey = reader.text();
    if (!ownKey.equals(key)) {
      return new Opened.Foreign(ownKey);
    }
    long created = clock.toLocal(reader.number());
    Lifetime lifetime = new Lifetime(millis(reader), millis(reader), millis(reader));
    Duration makingTime = millis(reader);
    LogPosition since = new LogPosition(reader.number(), reader.number());
    Set<String> tags = readNames(reader);
    Set<Input> inputs = inputs(readNames(reader));
    BinaryReader payload = reader.part();
    reader.end();
    BinaryReader content =
        (flags & COMPRESSED) == 0
            ? payload
            : new BinaryReader(compression.expanded(payload, MAX_BYTES));
    return new Opened.Decoded(
        new Entry.Builder(key, formatOf(number).read(content))
            .created(created)
            .lifetime(lifetime)
            .makingTime(makingTime)
            .since(since)
            .tags(tags)
            .inputs(inputs)
            .build());
  }

  private void writeTimes(Entry entry, BinaryWriter writer) {
    Lifetime lifetime = entry.lifetime();
    writer
        .number(clock.toRedis(entry.created()))
        .number(lifetime.fresh().toMillis())
        .number(lifetime.staleWhileRevalidate().toMillis())
        .number(lifetime.staleIfError().toMillis())
        .number(entry.makingTime().toMillis())
        .number(entry.since().time())
        .number(entry.since().sequence());
  }

  private static Duration millis(BinaryReader reader) {
    return Duration.ofMillis(reader.number(Lifetime.MAX.toMillis()));
  }

  private static void writeNames(Set<?> names, BinaryWriter writer) {
    if (names.size() > MOST_NAMES) {
      throw new CodecException(
          "the entry has " + names.size() + " tags or inputs, allowed are " + MOST_NAMES);
    }
    writer.number(names.size());
    names.forEach(name -> writer.text(name.toString()));
  }

  private static Set<String> readNames(BinaryReader reader) {
    int left = reader.count(MOST_NAMES);
    if (left == 0) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (; left > 0; left--) {
      names.add(reader.text());
    }
    return names;
  }

  private static Set<Input> inputs(Set<String> names) {
    if (names.isEmpty()) {
      return Set.of();
    }
    Set<Input> inputs = new HashSet<>();
    names.forEach(name -> inputs.add(Input.parse(name)));
    return inputs;
  }

  private int signed() {
    return seal.isSigned() ? SIGNED : 0;
  }

  private static void requireAllowed(int bytes) {
    if (bytes > MAX_BYTES) {
      throw new CodecException("the entry has " + bytes + " bytes, allowed are " + MAX_BYTES);
    }
  }

  private ContentFormat formatOf(Entry entry) {
    for (ContentFormat format : formats) {
      if (format.writes(entry.content())) {
        return format;
      }
    }
    throw new CodecException("no format writes a " + entry.content().getClass().getName());
  }

  private ContentFormat formatOf(int number) {
    for (ContentFormat format : formats) {
      if (format.number() == number) {
        return format;
      }
    }
    throw new CodecException("no format has the number " + number);
  }
}
