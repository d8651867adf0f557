// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.ObjectInputFilter;
import java.util.Map;
import org.cachelet.codec.CodecException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses objects of a serial stream whose class is not allowed, that are nested too deep, or that
 * claim more memory than the bytes can fill. Used for one stream.
 */
final class SerialLimits implements ObjectInputFilter {
  private static final int MOST_DEPTH = 200;
  private static final int ARRAYS_PER_BYTE = 4; // a hash table has more room than it needs
  private static final int ARRAYS_AT_LEAST = 1024;

  private static final Map<Class<?>, Integer> BYTES =
      Map.of(
          short.class,
          2,
          char.class,
          2,
          int.class,
          4,
          float.class,
          4,
          long.class,
          8,
          double.class,
          8);

  private final SerialClasses classes;
  private final long most;
  private long claimed;

  /** Lets objects of these classes pass, of a stream of so many bytes. */
  SerialLimits(SerialClasses classes, int streamBytes) {
    this.classes = classes;
    this.most = (long) ARRAYS_PER_BYTE * streamBytes + ARRAYS_AT_LEAST;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    claim(info.serialClass(), info.arrayLength());
    return info.depth() <= MOST_DEPTH && claimed <= most && isAllowed(info.serialClass())
        ? Status.ALLOWED
        : Status.REJECTED;
  }

  private void claim(@Nullable Class<?> array, long length) {
    if (length > 0) {
      Class<?> component = array == null ? null : array.getComponentType();
      int each = component == null ? 1 : BYTES.getOrDefault(component, 1);
      claimed += Math.min(length, Integer.MAX_VALUE) * each;
    }
  }

  private boolean isAllowed(@Nullable Class<?> type) {
    if (type == null) {
      return true;
    }
    try {
      classes.check(type);
      return true;
    } catch (CodecException e) {
      return false;
    }
  }
}
