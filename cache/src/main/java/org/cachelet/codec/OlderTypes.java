// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Hashtable;
import java.util.Stack;
import java.util.TimeZone;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What older code keeps: synchronised collections, calendars and builders of texts. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // what users have
final class OlderTypes {
  private OlderTypes() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    addCollections(table);
    addTexts(table);
    addTimes(table);
  }

  private static void addCollections(TypeTable table) {
    table.add(Vector.class.getName(), new CollectionSerializer(Vector::new), Vector.class);
    table.add(Stack.class.getName(), new CollectionSerializer(size -> new Stack<>()), Stack.class);
    table.add(Hashtable.class.getName(), new MapSerializer(Hashtable::new), Hashtable.class);
    table.add(
        ConcurrentLinkedQueue.class.getName(),
        new CollectionSerializer(size -> new ConcurrentLinkedQueue<>()),
        ConcurrentLinkedQueue.class);
    table.add(
        ConcurrentLinkedDeque.class.getName(),
        new CollectionSerializer(size -> new ConcurrentLinkedDeque<>()),
        ConcurrentLinkedDeque.class);
    table.add(
        "ConcurrentHashMap.newKeySet",
        new CollectionSerializer(size -> ConcurrentHashMap.newKeySet()),
        ConcurrentHashMap.newKeySet().getClass());
  }

  private static void addTexts(TypeTable table) {
    table.add(
        StringBuilder.class,
        ValueSerializer.ofMutable(
            (out, text) -> out.writeString(text.toString()),
            in -> new StringBuilder(in.readString())));
    table.add(
        StringBuffer.class,
        ValueSerializer.ofMutable(
            (out, text) -> out.writeString(text.toString()),
            in -> new StringBuffer(in.readString())));
  }

  private static void addTimes(TypeTable table) {
    table.add(
        TimeZone.class.getName(),
        ValueSerializer.<TimeZone>ofMutable(
            OlderTypes::writeZone, in -> TimeZone.getTimeZone(in.readString())),
        TimeZone.getTimeZone("UTC").getClass());
    table.add(
        GregorianCalendar.class,
        ValueSerializer.ofMutable(OlderTypes::writeCalendar, OlderTypes::readCalendar));
  }

  /** Writes the name of a zone, if that tells all about it. */
  private static void writeZone(Output output, TimeZone zone) {
    if (!TimeZone.getTimeZone(zone.getID()).hasSameRules(zone)) {
      throw new CodecException(
          "a java.util.TimeZone with rules of its own cannot be stored: its name is all that is kept");
    }
    output.writeString(zone.getID());
  }

  private static void writeCalendar(Output output, GregorianCalendar calendar) {
    GregorianCalendar copy = (GregorianCalendar) calendar.clone(); // asking for the time changes it
    output.writeLong(copy.getTimeInMillis());
    writeZone(output, copy.getTimeZone());
    output.writeBoolean(copy.isLenient());
    output.writeByte(copy.getFirstDayOfWeek());
    output.writeByte(copy.getMinimalDaysInFirstWeek());
    output.writeLong(copy.getGregorianChange().getTime());
  }

  private static GregorianCalendar readCalendar(SafeInput input) {
    long time = input.readLong();
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(input.readString()));
    calendar.setLenient(input.readBoolean());
    calendar.setFirstDayOfWeek(day(input.readByte()));
    calendar.setMinimalDaysInFirstWeek(day(input.readByte()));
    calendar.setGregorianChange(new Date(input.readLong()));
    calendar.setTimeInMillis(time);
    return calendar;
  }

  private static int day(int number) {
    if (number < Calendar.SUNDAY || number > Calendar.SATURDAY) {
      throw new CodecException("the bytes hold a calendar with a day " + number + " of the week");
    }
    return number;
  }
}
