// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import org.cachelet.codec.BinaryReader;

/**
 * How one kind of content is written as bytes for a store outside of this process. Formats of other
 * modules are services, named in {@code META-INF/services/org.cachelet.cache.ContentFormat}, with a
 * public constructor without parameters. Thread-safe.
 *
 * <p>A format never changes: another layout is another format with another number, so that nodes of
 * two releases can share a store and take each other's content for absent at worst.
 */
public interface ContentFormat {
  /**
   * Returns the number that stands for this format in a store, 1 to 127; those below 32 are
   * Cachelet's.
   */
  int number();

  /** Returns whether this format writes this content. */
  boolean writes(Content content);

  /** Returns whether the bytes are compressed already, so that it is no use to do it again. */
  default boolean isCompact() {
    return false;
  }

  /**
   * Returns the bytes from which {@link #read} makes equal content.
   *
   * @throws org.cachelet.codec.CodecException if a part of the content has no bytes
   */
  byte[] write(Content content);

  /**
   * Returns the content that these bytes hold; they may be damaged or hostile.
   *
   * @throws org.cachelet.codec.CodecException if they are not the bytes of a content of this kind
   */
  Content read(byte[] bytes);

  /**
   * Returns what {@link #read(byte[])} does of all bytes that are left, which a format may copy as
   * it needs them.
   *
   * @throws org.cachelet.codec.CodecException if they are not the bytes of a content of this kind
   */
  default Content read(BinaryReader reader) {
    return read(reader.rest());
  }
}
