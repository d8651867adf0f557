// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;

/** How the values of a {@link Cache} are written: numbers and texts plainly, others by a codec. */
final class ValueFormats {
  private ValueFormats() {}

  /** Returns the formats; of those that write a content, the first is to be taken. */
  static List<ContentFormat> of(Values values) {
    return List.of(
        new OfNothing(), new OfAmount(), new OfText(), new OfObject(values), new FragmentFormat());
  }

  /** "Nothing there", in no bytes. */
  private static final class OfNothing implements ContentFormat {
    @Override
    public int number() {
      return 1;
    }

    @Override
    public boolean writes(Content content) {
      return content == Nothing.INSTANCE;
    }

    @Override
    public byte[] write(Content content) {
      return new byte[0];
    }

    @Override
    public Content read(byte[] bytes) {
      new BinaryReader(bytes).end();
      return Nothing.INSTANCE;
    }
  }

  /** A whole number. */
  private static final class OfAmount implements ContentFormat {
    @Override
    public int number() {
      return 2;
    }

    @Override
    public boolean writes(Content content) {
      return content instanceof Amount;
    }

    @Override
    public byte[] write(Content content) {
      return new BinaryWriter(10).number(((Amount) content).value()).toBytes();
    }

    @Override
    public Content read(byte[] bytes) {
      BinaryReader reader = new BinaryReader(bytes);
      Amount amount = new Amount(reader.number());
      reader.end();
      return amount;
    }
  }

  /** A text. */
  private static final class OfText implements ContentFormat {
    @Override
    public int number() {
      return 3;
    }

    @Override
    public boolean writes(Content content) {
      return content instanceof Values.Kept kept && kept.value() instanceof String;
    }

    @Override
    public byte[] write(Content content) {
      String text = (String) ((Values.Kept) content).value();
      return new BinaryWriter(text.length() + 5).text(text).toBytes();
    }

    @Override
    public Content read(byte[] bytes) {
      BinaryReader reader = new BinaryReader(bytes);
      Content text = Values.kept(reader.text());
      reader.end();
      return text;
    }
  }

  /** Any other value, by the codec and its list of allowed classes. */
  private static final class OfObject implements ContentFormat {
    private final Values values;

    OfObject(Values values) {
      this.values = values;
    }

    @Override
    public int number() {
      return 4;
    }

    @Override
    public boolean writes(Content content) {
      return content instanceof Values.Kept || content instanceof Values.Encoded;
    }

    @Override
    public byte[] write(Content content) {
      return content instanceof Values.Encoded encoded
          ? encoded.bytes()
          : values.encoded(((Values.Kept) content).value());
    }

    @Override
    public Content read(byte[] bytes) {
      return values.decoded(bytes);
    }
  }
}
