// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;

/** What JDBC rows hold beside plain values; apart, because a trimmed JDK may lack java.sql. */
final class SqlValues {
  private SqlValues() {}

  /** Adds all of them. */
  static void addTo(TypeTable table) {
    table.add(
        Date.class,
        ValueSerializer.ofMutable(
            (out, date) -> out.writeLong(date.getTime()), in -> new Date(in.readLong())));
    table.add(
        Time.class,
        ValueSerializer.ofMutable(
            (out, time) -> out.writeLong(time.getTime()), in -> new Time(in.readLong())));
    table.add(
        Timestamp.class,
        ValueSerializer.ofMutable(
            (out, timestamp) -> {
              out.writeLong(timestamp.getTime());
              out.writeInt(timestamp.getNanos());
            },
            in -> {
              Timestamp timestamp = new Timestamp(in.readLong());
              timestamp.setNanos(in.readInt());
              return timestamp;
            }));
  }
}
