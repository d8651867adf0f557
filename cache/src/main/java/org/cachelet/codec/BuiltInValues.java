// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Texts, numbers and other single values of the JDK. */
final class BuiltInValues {
  private BuiltInValues() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    addBoxes(table);
    addNumbers(table);
    addTexts(table);
    addOptionals(table);
    addMutables(table);
    PrimitiveArrays.addTo(table);
    if (ModuleLayer.boot().findModule("java.sql").isPresent()) {
      SqlValues.addTo(table);
    }
  }

  private static void addBoxes(TypeTable table) {
    table.add(Boolean.class, ValueSerializer.of(Output::writeBoolean, SafeInput::readBoolean));
    table.add(Byte.class, ValueSerializer.of(Output::writeByte, SafeInput::readByte));
    table.add(Character.class, ValueSerializer.of(Output::writeChar, SafeInput::readChar));
    table.add(Short.class, ValueSerializer.of((out, n) -> out.writeShort(n), SafeInput::readShort));
    table.add(
        Integer.class,
        ValueSerializer.of((out, n) -> out.writeVarInt(n, false), in -> in.readVarInt(false)));
    table.add(
        Long.class,
        ValueSerializer.of((out, n) -> out.writeVarLong(n, false), in -> in.readVarLong(false)));
    table.add(Float.class, ValueSerializer.of(Output::writeFloat, SafeInput::readFloat));
    table.add(Double.class, ValueSerializer.of(Output::writeDouble, SafeInput::readDouble));
  }

  private static void addNumbers(TypeTable table) {
    table.add(
        BigInteger.class,
        ValueSerializer.of(BuiltInValues::writeBigInteger, BuiltInValues::readBigInteger));
    table.add(
        BigDecimal.class,
        ValueSerializer.of(
            (out, n) -> {
              writeBigInteger(out, n.unscaledValue());
              out.writeVarInt(n.scale(), false);
            },
            in -> new BigDecimal(readBigInteger(in), in.readVarInt(false))));
    table.add(
        UUID.class,
        ValueSerializer.of(
            (out, id) -> {
              out.writeLong(id.getMostSignificantBits());
              out.writeLong(id.getLeastSignificantBits());
            },
            in -> new UUID(in.readLong(), in.readLong())));
  }

  private static void addTexts(TypeTable table) {
    table.add(String.class, ValueSerializer.of(Output::writeString, SafeInput::readString));
    table.add(
        URI.class,
        ValueSerializer.of(
            (out, uri) -> out.writeString(uri.toString()), in -> URI.create(in.readString())));
    table.add(
        Locale.class, ValueSerializer.of(BuiltInValues::writeLocale, BuiltInValues::readLocale));
    table.add(
        Currency.class,
        ValueSerializer.of(
            (out, currency) -> out.writeString(currency.getCurrencyCode()),
            in -> Currency.getInstance(in.readString())));
    table.add(
        Charset.class.getName(),
        ValueSerializer.<Charset>of(
            (out, charset) -> out.writeString(charset.name()),
            in -> Charset.forName(in.readString())),
        Charset.class,
        StandardCharsets.UTF_8.getClass());
  }

  private static void addOptionals(TypeTable table) {
    table.add(
        OptionalInt.class,
        ValueSerializer.of(
            (out, n) -> {
              out.writeBoolean(n.isPresent());
              n.ifPresent(out::writeInt);
            },
            in -> in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty()));
    table.add(
        OptionalLong.class,
        ValueSerializer.of(
            (out, n) -> {
              out.writeBoolean(n.isPresent());
              n.ifPresent(out::writeLong);
            },
            in -> in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty()));
    table.add(
        OptionalDouble.class,
        ValueSerializer.of(
            (out, n) -> {
              out.writeBoolean(n.isPresent());
              n.ifPresent(out::writeDouble);
            },
            in -> in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty()));
  }

  @SuppressWarnings("JavaUtilDate") // what users have
  private static void addMutables(TypeTable table) {
    table.add(
        Date.class,
        ValueSerializer.ofMutable(
            (out, date) -> out.writeLong(date.getTime()), in -> new Date(in.readLong())));
    table.add(
        AtomicBoolean.class,
        ValueSerializer.ofMutable(
            (out, b) -> out.writeBoolean(b.get()), in -> new AtomicBoolean(in.readBoolean())));
    table.add(
        AtomicInteger.class,
        ValueSerializer.ofMutable(
            (out, n) -> out.writeInt(n.get()), in -> new AtomicInteger(in.readInt())));
    table.add(
        AtomicLong.class,
        ValueSerializer.ofMutable(
            (out, n) -> out.writeLong(n.get()), in -> new AtomicLong(in.readLong())));
    table.add(
        AtomicIntegerArray.class,
        ValueSerializer.ofMutable(
            (out, array) -> writeInts(out, copy(array)),
            in -> new AtomicIntegerArray(in.readInts(in.readSize(Integer.BYTES)))));
    table.add(
        AtomicLongArray.class,
        ValueSerializer.ofMutable(
            (out, array) -> writeLongs(out, copy(array)),
            in -> new AtomicLongArray(in.readLongs(in.readSize(Long.BYTES)))));
    table.add(
        BitSet.class,
        ValueSerializer.ofMutable(
            (out, bits) -> writeLongs(out, bits.toLongArray()),
            in -> BitSet.valueOf(in.readLongs(in.readSize(Long.BYTES)))));
  }

  private static void writeBigInteger(Output output, BigInteger number) {
    writeBytes(output, number.toByteArray());
  }

  private static BigInteger readBigInteger(SafeInput input) {
    return new BigInteger(readBytes(input));
  }

  /** Writes the language tag, or the three old parts of a locale that no tag can express. */
  private static void writeLocale(Output output, Locale locale) {
    String tag = locale.toLanguageTag();
    boolean exact = Locale.forLanguageTag(tag).equals(locale);
    output.writeBoolean(exact);
    if (exact) {
      output.writeString(tag);
    } else {
      output.writeString(locale.getLanguage());
      output.writeString(locale.getCountry());
      output.writeString(locale.getVariant());
    }
  }

  private static Locale readLocale(SafeInput input) {
    return input.readBoolean()
        ? Locale.forLanguageTag(input.readString())
        : new Locale(input.readString(), input.readString(), input.readString());
  }

  private static void writeBytes(Output output, byte[] bytes) {
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  private static byte[] readBytes(SafeInput input) {
    return input.readBytes(input.readSize(1));
  }

  private static void writeInts(Output output, int[] array) {
    output.writeVarInt(array.length, true);
    output.writeInts(array, 0, array.length);
  }

  private static void writeLongs(Output output, long[] array) {
    output.writeVarInt(array.length, true);
    output.writeLongs(array, 0, array.length);
  }

  private static int[] copy(AtomicIntegerArray array) {
    int[] copy = new int[array.length()];
    Arrays.setAll(copy, array::get);
    return copy;
  }

  private static long[] copy(AtomicLongArray array) {
    long[] copy = new long[array.length()];
    Arrays.setAll(copy, array::get);
    return copy;
  }
}
