// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import java.util.function.BiFunction;

/** Arrays of primitives, each element at its full size. */
final class PrimitiveArrays {
  /** Writes so many elements of an array. */
  private interface Writer<A> {
    void write(Output output, A array, int length);
  }

  private PrimitiveArrays() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    add(table, boolean[].class, 1, (o, a, n) -> o.writeBooleans(a, 0, n), SafeInput::readBooleans);
    add(table, byte[].class, 1, (o, a, n) -> o.writeBytes(a, 0, n), SafeInput::readBytes);
    add(table, char[].class, 2, (o, a, n) -> o.writeChars(a, 0, n), SafeInput::readChars);
    add(table, short[].class, 2, (o, a, n) -> o.writeShorts(a, 0, n), SafeInput::readShorts);
    add(table, int[].class, 4, (o, a, n) -> o.writeInts(a, 0, n), SafeInput::readInts);
    add(table, long[].class, 8, (o, a, n) -> o.writeLongs(a, 0, n), SafeInput::readLongs);
    add(table, float[].class, 4, (o, a, n) -> o.writeFloats(a, 0, n), SafeInput::readFloats);
    add(table, double[].class, 8, (o, a, n) -> o.writeDoubles(a, 0, n), SafeInput::readDoubles);
  }

  private static <A> void add(
      TypeTable table,
      Class<A> type,
      int bytesEach,
      Writer<A> writer,
      BiFunction<SafeInput, Integer, A> reader) {
    table.add(
        type,
        ValueSerializer.ofMutable(
            (output, array) -> {
              int length = Array.getLength(array);
              output.writeVarInt(length, true);
              writer.write(output, array, length);
            },
            input -> reader.apply(input, input.readSize(bytesEach))));
  }
}
