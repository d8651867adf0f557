// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Map;
import java.util.TreeMap;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;

/** Holes as bytes, within the format of what has them. */
public final class HoleCodec {
  private static final int MOST_PARAMETERS = 100;

  private HoleCodec() {}

  /**
   * Writes a hole.
   *
   * @throws CodecException if one of its texts has no bytes
   */
  public static void write(Hole hole, BinaryWriter writer) {
    writer.text(hole.kind()).text(hole.target()).text(hole.onError().name());
    Map<String, String> parameters = hole.sortedParameters();
    writer.number(parameters.size());
    parameters.forEach((name, value) -> writer.text(name).text(value));
  }

  /**
   * Returns the hole that comes next.
   *
   * @throws CodecException if none does
   */
  public static Hole read(BinaryReader reader) {
    String kind = reader.text();
    String target = reader.text();
    String onError = reader.text();
    Map<String, String> parameters = new TreeMap<>();
    for (int left = reader.count(MOST_PARAMETERS); left > 0; left--) {
      parameters.put(reader.text(), reader.text());
    }
    try {
      return new Hole(kind, target, parameters, OnError.valueOf(onError));
    } catch (IllegalArgumentException e) {
      throw new CodecException("the bytes are not those of a hole", e);
    }
  }
}
