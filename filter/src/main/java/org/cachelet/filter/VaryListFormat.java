// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.HashSet;
import java.util.Set;
import org.cachelet.cache.Content;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Input;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;

/** How lists of what selects the variants of a page are written. Thread-safe. */
public final class VaryListFormat implements ContentFormat {
  private static final int INPUT_BYTES = 40;
  private static final int MOST_INPUTS = 10_000;

  /** Makes the format, as a service needs it. */
  public VaryListFormat() {}

  @Override
  public int number() {
    return 17;
  }

  @Override
  public boolean writes(Content content) {
    return content instanceof VaryList;
  }

  @Override
  public byte[] write(Content content) {
    Set<Input> inputs = ((VaryList) content).inputs();
    BinaryWriter writer = new BinaryWriter(INPUT_BYTES * (inputs.size() + 1));
    writer.number(inputs.size());
    inputs.forEach(input -> writer.text(input.toString()));
    return writer.toBytes();
  }

  @Override
  public Content read(byte[] bytes) {
    BinaryReader reader = new BinaryReader(bytes);
    Set<Input> inputs = new HashSet<>();
    try {
      for (int left = reader.count(MOST_INPUTS); left > 0; left--) {
        inputs.add(Input.parse(reader.text()));
      }
    } catch (IllegalArgumentException e) {
      throw new CodecException("what selects variants is damaged", e);
    }
    reader.end();
    return new VaryList(inputs);
  }
}
