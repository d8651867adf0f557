// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.cachelet.codec.CodecException;
import org.cachelet.codec.KryoCodec;
import org.cachelet.codec.ValueCodec;

/** Turns attributes of sessions into bytes and back, each by itself. Thread-safe. */
final class AttributeCodec {
  private final ValueCodec values;

  /** Writes values with a codec. */
  AttributeCodec(ValueCodec values) {
    this.values = values;
  }

  /**
   * Returns the codec of an application.
   *
   * @param ownPatterns which classes are allowed beside those of the settings
   * @param loader where classes are looked for
   */
  static AttributeCodec of(Settings settings, Collection<String> ownPatterns, ClassLoader loader) {
    List<String> allowed = new ArrayList<>(settings.value(SessionSettings.ALLOW));
    allowed.addAll(settings.value(CacheSettings.CODEC_ALLOW));
    allowed.addAll(ownPatterns);
    return new AttributeCodec(KryoCodec.builder().allow(allowed).classLoader(loader).build());
  }

  /**
   * Returns the bytes of an attribute.
   *
   * @param owner whose attribute it is: bytes of one session cannot be read in another
   * @throws IllegalArgumentException if it has none; names the attribute and the remedy
   */
  byte[] encode(String owner, String name, Object value) {
    try {
      return values.encode(value);
    } catch (CodecException e) {
      throw new IllegalArgumentException(
          "attribute '" + name + "' cannot be in a session: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the value that these bytes hold, which may be damaged or hostile.
   *
   * @throws UnreadableAttributeException if there is none
   */
  Object decode(String owner, String name, byte[] bytes) {
    try {
      return values.decode(bytes);
    } catch (CodecException e) {
      throw new UnreadableAttributeException(
          "attribute '" + name + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
