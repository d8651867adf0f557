// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.cachelet.codec.CodecException;
import org.cachelet.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes values with Java serialisation, for classes made for it; their code runs, so bytes must
 * come from whom one trusts. Thread-safe.
 */
final class SerialCodec implements ValueCodec {
  private final SerialClasses classes;
  private final int maxBytes;

  /** Writes and reads values of allowed classes, of at most so many bytes. */
  SerialCodec(SerialClasses classes, int maxBytes) {
    this.classes = classes;
    this.maxBytes = maxBytes;
  }

  @Override
  public byte[] encode(Object value) {
    BoundedBytes bytes = new BoundedBytes(maxBytes);
    try (ObjectOutputStream output = new SerialOutput(bytes, classes)) {
      output.writeObject(value);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      throw failure("Java serialisation does not write it", e);
    }
    if (bytes.size() > maxBytes) {
      throw new CodecException(
          "a "
              + value.getClass().getName()
              + " takes "
              + bytes.size()
              + " bytes, more than "
              + SessionSettings.MAX_BYTES
              + "="
              + maxBytes);
    }
    return bytes.toBytes();
  }

  @Override
  public Object decode(byte[] bytes) {
    @Nullable Object value;
    try (ObjectInputStream input = new SerialInput(bytes, classes)) {
      value = input.readObject();
      if (input.read() >= 0) {
        throw new CodecException("they go on after the value");
      }
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      throw failure("Java serialisation does not read them", e);
    }
    if (value == null) {
      throw new CodecException("they hold null");
    }
    return value;
  }

  /** Returns what went wrong, in our own words where we know. */
  private static CodecException failure(String problem, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CodecException ours) {
        return ours;
      }
    }
    return new CodecException(problem + ": " + CodecException.printable(thrown.toString()), thrown);
  }
}
