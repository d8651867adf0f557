// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;

/** The texts and holes of a fragment as bytes. Thread-safe. */
final class FragmentFormat implements ContentFormat {
  private static final int MOST_HOLES = 10_000;
  private static final int MOST_PARAMETERS = 100;

  @Override
  public int number() {
    return 5;
  }

  @Override
  public boolean writes(Content content) {
    return content instanceof FragmentText;
  }

  @Override
  public byte[] write(Content content) {
    FragmentText fragment = (FragmentText) content;
    int size = fragment.texts().stream().mapToInt(String::length).sum();
    BinaryWriter writer = new BinaryWriter(size + 16).number(fragment.holes().size());
    for (Hole hole : fragment.holes()) {
      write(hole, writer);
    }
    fragment.texts().forEach(writer::text);
    return writer.toBytes();
  }

  private static void write(Hole hole, BinaryWriter writer) {
    writer.text(hole.kind()).text(hole.target()).text(hole.onError().name());
    Map<String, String> parameters = hole.sortedParameters();
    writer.number(parameters.size());
    parameters.forEach((name, value) -> writer.text(name).text(value));
  }

  @Override
  public Content read(byte[] bytes) {
    BinaryReader reader = new BinaryReader(bytes);
    int count = reader.count(MOST_HOLES);
    List<Hole> holes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      holes.add(readHole(reader));
    }
    List<String> texts = new ArrayList<>(count + 1);
    for (int i = 0; i <= count; i++) {
      texts.add(reader.text());
    }
    reader.end();
    return new FragmentText(texts, holes);
  }

  private static Hole readHole(BinaryReader reader) {
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
