// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kryo with our types, references and limits; used by one thread at a time, and not again after it
 * has thrown.
 */
final class CodecKryo extends Kryo {
  private static final int MAX_DEPTH = 64;
  private static final Map.Entry<?, ?>[] NO_ENTRIES = {};
  private static final byte FORMAT = 1;
  private static final int FIRST_BUFFER = 1024;
  private static final int KEPT_BUFFER = 256 * 1024;
  private static final int KEY_WORK = 16; // times the largest message, to hash all its keys

  private final MessageReferences references;
  private final KnownTypes types;
  private final CodecRules rules;
  private final int maxBytes;
  private final Output output;
  private final Map<MembersSerializer<?>, Shape> shapes = new HashMap<>();
  private long keyWork;

  /** Writes and reads values of these types by these rules. */
  CodecKryo(KnownTypes types, CodecRules rules) {
    this(types, new MessageReferences(types), rules);
  }

  private CodecKryo(KnownTypes types, MessageReferences references, CodecRules rules) {
    super(new AllowListResolver(types), references);
    this.types = types;
    this.references = references;
    this.rules = rules;
    this.maxBytes = rules.maxBytes();
    this.output = new Output(Math.min(FIRST_BUFFER, maxBytes), maxBytes);
    setRegistrationRequired(false); // the resolver decides
    setOptimizedGenerics(false); // no serialiser of ours asks for them
  }

  /**
   * Returns the bytes of a value.
   *
   * @throws CodecException if it has none
   */
  byte[] write(Object value) {
    shapes.clear();
    output.reset();
    try {
      output.writeByte(FORMAT);
      writeClassAndObject(output, value);
    } catch (KryoBufferOverflowException e) {
      throw new CodecException(
          "a "
              + value.getClass().getName()
              + " takes "
              + new CodecKryo(types, rules).size(value)
              + " bytes, more than "
              + rules.limit(),
          e);
    }
    byte[] bytes = output.toBytes();
    if (output.getBuffer().length > KEPT_BUFFER) {
      output.setBuffer(new byte[Math.min(FIRST_BUFFER, maxBytes)], maxBytes);
    }
    return bytes;
  }

  /** Returns how many bytes a value takes, however many. */
  private long size(Object value) {
    Output counting = new Output(OutputStream.nullOutputStream(), FIRST_BUFFER);
    counting.writeByte(FORMAT);
    writeClassAndObject(counting, value);
    return counting.total();
  }

  /**
   * Returns the value that these bytes hold.
   *
   * @throws CodecException if they hold none, or more than one
   */
  Object read(byte[] bytes) {
    if (bytes.length > maxBytes) {
      throw new CodecException(bytes.length + " bytes are more than " + rules.limit());
    }
    shapes.clear();
    keyWork = 0;
    SafeInput input = new SafeInput(bytes);
    if (input.readByte() != FORMAT) {
      throw new CodecException("the bytes are of an unknown format");
    }
    Object value = readWhole(input);
    if (value == null || input.remaining() > 0) {
      throw new CodecException(
          value == null ? "the bytes hold null" : "the bytes go on after the value");
    }
    return value;
  }

  private @Nullable Object readWhole(SafeInput input) {
    try {
      return readClassAndObject(input);
    } catch (KryoException e) {
      throw e.getCause() instanceof CodecException ours ? ours : e; // as Kryo wraps a few
    }
  }

  /** Returns the references of the message being written or read. */
  MessageReferences references() {
    return references;
  }

  /** Returns the shapes written or read so far in this message. */
  Map<MembersSerializer<?>, Shape> shapes() {
    return shapes;
  }

  @Override
  public void writeClassAndObject(Output output, @Nullable Object object) {
    checkDepth();
    super.writeClassAndObject(output, object);
  }

  /** Writes the number of elements and each of them. */
  void writeAll(Output output, @Nullable Object[] elements) {
    output.writeVarInt(elements.length, true);
    for (Object element : elements) {
      writeClassAndObject(output, element);
    }
  }

  /** Writes the number of entries, and each key with its value. */
  void writeEntries(Output output, Map<?, ?> map) {
    Map.Entry<?, ?>[] entries = map.entrySet().toArray(NO_ENTRIES); // the map may be changing
    if (rules.exact()) {
      requireOrder(map);
      order(map, entries, Map.Entry::getKey);
    }
    output.writeVarInt(entries.length, true);
    for (Map.Entry<?, ?> entry : entries) {
      writeClassAndObject(output, entry.getKey());
      writeClassAndObject(output, entry.getValue());
    }
  }

  private static void requireOrder(Map<?, ?> map) {
    if (KeyOrder.isByAccess(map)) {
      throw CodecException.forJavaSerialisation(
          "a java.util.LinkedHashMap in the order of access cannot be stored: it would come back in"
              + " the order of insertion; make one in that order");
    }
  }

  /** Sorts the elements of a collection without an order, if equal ones are to be written alike. */
  <T extends @Nullable Object> void order(
      Object collection, T[] elements, Function<T, @Nullable Object> key) {
    if (rules.exact() && KeyOrder.isFree(collection)) {
      KeyOrder.sort(elements, key);
    }
  }

  /** Returns the parts of a set or map by their keys, if equal ones are to be written alike. */
  @Nullable Object[] ordered(@Nullable Object[] parts, int keyStep) {
    return rules.exact() ? KeyOrder.sorted(parts, keyStep) : parts;
  }

  @Override
  public @Nullable Object readClassAndObject(Input input) {
    checkDepth();
    int id = references.next();
    long start = work(input);
    references.startAt(start);
    Object object = super.readClassAndObject(input);
    if (references.next() > id) {
      references.complete(id, work(input) - start);
    }
    return object;
  }

  /**
   * Reads an object whose hash code or order will be asked for.
   *
   * @throws CodecException if that would take too long
   */
  @Nullable Object readKey(Input input) {
    long start = work(input);
    Object key = readClassAndObject(input);
    keyWork += work(input) - start;
    if (keyWork > (long) KEY_WORK * maxBytes) {
      throw new CodecException("the bytes hold keys that repeat each other without end");
    }
    return key;
  }

  /** Reads entries that were counted, and puts them into a map. */
  void readEntries(SafeInput input, int size, Map<Object, Object> map) {
    for (int i = 0; i < size; i++) {
      map.put(readKey(input), readClassAndObject(input));
    }
  }

  /** Reads the comparator of a sorted set or map, or null for the natural order. */
  @SuppressWarnings("unchecked") // it refuses other elements when they are added
  @Nullable Comparator<Object> readComparator(SafeInput input) {
    return (Comparator<Object>) readClassAndObject(input);
  }

  private long work(Input input) {
    return input.position() + references.repeated();
  }

  private void checkDepth() {
    if (getDepth() >= MAX_DEPTH) {
      throw new CodecException("objects are nested deeper than " + MAX_DEPTH);
    }
  }
}
