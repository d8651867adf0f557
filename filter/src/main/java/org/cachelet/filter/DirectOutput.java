// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes buffers to streams of containers that have a method for that: since Servlet 6.1 all have
 * one, but the one that they inherit copies. Looked for once per class. Thread-safe.
 */
final class DirectOutput {
  private static final int PART = 8 << 10;
  private static final MethodType TYPE =
      MethodType.methodType(void.class, ServletOutputStream.class, ByteBuffer.class);

  /** Holds what is the JDK's alone, so that no container keeps the application in memory. */
  private static final ClassValue<Optional<MethodHandle>> WRITERS =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return writer(type);
        }
      };

  private DirectOutput() {}

  /** Returns whether a stream takes buffers as they are. */
  static boolean isTakenBy(ServletOutputStream out) {
    return WRITERS.get(out.getClass()).isPresent();
  }

  /** Writes a buffer, in parts if the stream takes none. */
  static void write(ServletOutputStream out, ByteBuffer buffer) throws IOException {
    Optional<MethodHandle> writer = WRITERS.get(out.getClass());
    if (writer.isEmpty()) {
      copy(buffer, out);
      return;
    }
    try {
      writer.get().invokeExact(out, buffer);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a method has thrown what it does not declare", e);
    }
  }

  private static void copy(ByteBuffer buffer, ServletOutputStream out) throws IOException {
    byte[] part = new byte[Math.min(buffer.remaining(), PART)];
    while (buffer.hasRemaining()) {
      int length = Math.min(buffer.remaining(), part.length);
      buffer.get(part, 0, length);
      out.write(part, 0, length);
    }
  }

  private static Optional<MethodHandle> writer(Class<?> type) {
    try {
      Method write = type.getMethod("write", ByteBuffer.class);
      return write.getDeclaringClass() == ServletOutputStream.class
          ? Optional.empty()
          : Optional.of(MethodHandles.publicLookup().unreflect(write).asType(TYPE));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }
}
