// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The values of java.time, each checked by its own factory. */
final class BuiltInTimes {
  private BuiltInTimes() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    addAmounts(table);
    addLocals(table);
    addZoned(table);
    addPartial(table);
  }

  private static void addAmounts(TypeTable table) {
    table.add(
        Duration.class,
        ValueSerializer.of(
            (out, d) -> {
              out.writeVarLong(d.getSeconds(), false);
              out.writeInt(d.getNano());
            },
            in -> Duration.ofSeconds(in.readVarLong(false), in.readInt())));
    table.add(
        Period.class,
        ValueSerializer.of(
            (out, p) -> {
              out.writeVarInt(p.getYears(), false);
              out.writeVarInt(p.getMonths(), false);
              out.writeVarInt(p.getDays(), false);
            },
            in -> Period.of(in.readVarInt(false), in.readVarInt(false), in.readVarInt(false))));
    table.add(
        Instant.class,
        ValueSerializer.of(
            (out, instant) -> {
              out.writeVarLong(instant.getEpochSecond(), false);
              out.writeInt(instant.getNano());
            },
            in -> Instant.ofEpochSecond(in.readVarLong(false), in.readInt())));
  }

  private static void addLocals(TypeTable table) {
    table.add(LocalDate.class, ValueSerializer.of(BuiltInTimes::writeDate, BuiltInTimes::readDate));
    table.add(LocalTime.class, ValueSerializer.of(BuiltInTimes::writeTime, BuiltInTimes::readTime));
    table.add(
        LocalDateTime.class,
        ValueSerializer.of(BuiltInTimes::writeDateTime, BuiltInTimes::readDateTime));
  }

  private static void addZoned(TypeTable table) {
    table.add(
        ZoneOffset.class, ValueSerializer.of(BuiltInTimes::writeOffset, BuiltInTimes::readOffset));
    table.add(
        ZoneId.class.getName(),
        ValueSerializer.<ZoneId>of(
            (out, zone) -> out.writeString(zone.getId()), in -> ZoneId.of(in.readString())),
        ZoneId.class,
        ZoneId.of("Europe/Paris").getClass());
    table.add(
        OffsetTime.class,
        ValueSerializer.of(
            (out, time) -> {
              writeTime(out, time.toLocalTime());
              writeOffset(out, time.getOffset());
            },
            in -> OffsetTime.of(readTime(in), readOffset(in))));
    table.add(
        OffsetDateTime.class,
        ValueSerializer.of(
            (out, time) -> {
              writeDateTime(out, time.toLocalDateTime());
              writeOffset(out, time.getOffset());
            },
            in -> OffsetDateTime.of(readDateTime(in), readOffset(in))));
    table.add(
        ZonedDateTime.class,
        ValueSerializer.of(
            (out, time) -> {
              writeDateTime(out, time.toLocalDateTime());
              writeOffset(out, time.getOffset());
              out.writeString(time.getZone().getId());
            },
            in ->
                ZonedDateTime.ofInstant(
                    readDateTime(in), readOffset(in), ZoneId.of(in.readString()))));
  }

  private static void addPartial(TypeTable table) {
    table.add(
        Year.class,
        ValueSerializer.of(
            (out, year) -> out.writeVarInt(year.getValue(), false),
            in -> Year.of(in.readVarInt(false))));
    table.add(
        YearMonth.class,
        ValueSerializer.of(
            (out, month) -> {
              out.writeVarInt(month.getYear(), false);
              out.writeByte(month.getMonthValue());
            },
            in -> YearMonth.of(in.readVarInt(false), in.readByte())));
    table.add(
        MonthDay.class,
        ValueSerializer.of(
            (out, day) -> {
              out.writeByte(day.getMonthValue());
              out.writeByte(day.getDayOfMonth());
            },
            in -> MonthDay.of(in.readByte(), in.readByte())));
  }

  private static void writeDate(Output output, LocalDate date) {
    output.writeVarLong(date.toEpochDay(), false);
  }

  private static LocalDate readDate(SafeInput input) {
    return LocalDate.ofEpochDay(input.readVarLong(false));
  }

  private static void writeTime(Output output, LocalTime time) {
    output.writeVarLong(time.toNanoOfDay(), true);
  }

  private static LocalTime readTime(SafeInput input) {
    return LocalTime.ofNanoOfDay(input.readVarLong(true));
  }

  private static void writeDateTime(Output output, LocalDateTime time) {
    writeDate(output, time.toLocalDate());
    writeTime(output, time.toLocalTime());
  }

  private static LocalDateTime readDateTime(SafeInput input) {
    return LocalDateTime.of(readDate(input), readTime(input));
  }

  private static void writeOffset(Output output, ZoneOffset offset) {
    output.writeVarInt(offset.getTotalSeconds(), false);
  }

  private static ZoneOffset readOffset(SafeInput input) {
    return ZoneOffset.ofTotalSeconds(input.readVarInt(false));
  }
}
