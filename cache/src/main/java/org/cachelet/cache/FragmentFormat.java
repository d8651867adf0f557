// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.List;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;

/** The texts and holes of a fragment as bytes. Thread-safe. */
final class FragmentFormat implements ContentFormat {
  private static final int MOST_HOLES = 10_000;

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
      HoleCodec.write(hole, writer);
    }
    fragment.texts().forEach(writer::text);
    return writer.toBytes();
  }

  @Override
  public Content read(byte[] bytes) {
    BinaryReader reader = new BinaryReader(bytes);
    int count = reader.count(MOST_HOLES);
    List<Hole> holes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      holes.add(HoleCodec.read(reader));
    }
    List<String> texts = new ArrayList<>(count + 1);
    for (int i = 0; i <= count; i++) {
      texts.add(reader.text());
    }
    reader.end();
    return new FragmentText(texts, holes);
  }
}
