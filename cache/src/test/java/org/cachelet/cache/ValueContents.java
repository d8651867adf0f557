// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;
import org.cachelet.codec.KryoCodec;

/** Contents made of values, and their formats, for the tests of other packages. */
public final class ValueContents {
  private static final Values VALUES =
      new Values(() -> KryoCodec.allowing(List.of("org.cachelet.**")));

  private ValueContents() {}

  /** Returns the formats of values. */
  public static List<ContentFormat> formats() {
    return ValueFormats.of(VALUES);
  }

  /** Returns the content for a value. */
  public static Content of(Object value) {
    return VALUES.contentOf(value);
  }

  /** Returns the value of a content. */
  public static Object valueOf(Content content) {
    return VALUES.valueOf(content, ValueType.of(Object.class)).orElseThrow();
  }

  /** Returns the content that stands for no value. */
  public static Content nothing() {
    return Nothing.INSTANCE;
  }
}
