// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.cachelet.codec.AllowList;
import org.cachelet.codec.CodecException;
import org.cachelet.codec.KryoCodec;
import org.cachelet.codec.ValueCodec;

/**
 * Turns attributes of sessions into bytes and back, each by itself. Thread-safe.
 *
 * <p>Kryo writes them, and Java serialisation where a part of an attribute is made for nothing else
 * and the settings allow it; then it writes the whole attribute.
 */
final class AttributeCodec {
  private final ValueCodec kryo;
  private final ValueCodec serial;
  private final boolean usesSerial;
  private final AttributeEnvelope envelope;
  private final int maxBytes;

  private AttributeCodec(Settings settings, AllowList allowList) {
    maxBytes = Math.toIntExact(settings.value(SessionSettings.MAX_BYTES));
    kryo =
        KryoCodec.builder()
            .allow(allowList)
            .maxBytes(maxBytes, SessionSettings.MAX_BYTES.toString())
            .exact()
            .build();
    SerialClasses classes = new SerialClasses(allowList);
    serial =
        new SerialCodec(
            settings.value(SessionSettings.PROXIES) ? classes.withProxies() : classes, maxBytes);
    usesSerial = settings.value(SessionSettings.JAVA_SERIALIZATION);
    envelope =
        new AttributeEnvelope(
            settings.value(SessionSettings.PROTECTION),
            SessionKey.allOf(settings.value(SessionSettings.KEYS)));
  }

  /**
   * Returns the codec that an application sets.
   *
   * @param ownPatterns what {@link OwnClasses} found, allowed beside what the settings list
   * @param loader where the classes of the application are
   * @throws IllegalArgumentException if a pattern cannot be allowed
   */
  static AttributeCodec of(Settings settings, Collection<String> ownPatterns, ClassLoader loader) {
    List<String> listed = settings.value(SessionSettings.ALLOW);
    Set<String> patterns = new LinkedHashSet<>(settings.value(CacheSettings.CODEC_ALLOW));
    patterns.addAll(listed);
    patterns.addAll(ownPatterns);
    AllowList allowList =
        new AllowList(patterns, loader).advising(SessionSettings.ALLOW.toString(), listed);
    return new AttributeCodec(settings, allowList);
  }

  /**
   * Returns the bytes of an attribute.
   *
   * @param owner whose attribute it is: bytes of one session cannot be read in another
   * @throws IllegalArgumentException if it has none; names the attribute and the remedy
   */
  byte[] encode(String owner, String name, Object value) {
    return envelope.seal(owner, name, write(name, value));
  }

  /**
   * Returns the bytes of an attribute if it has changed, else the ones it had: the same array.
   *
   * <p>What has not changed may seem to if it holds sets or maps without an order whose keys are
   * neither texts, numbers, enum constants nor the like; then it is written needlessly. Bytes
   * sealed with an old key, or protected in another way, are replaced too.
   *
   * @param before the bytes that it was read from
   * @throws IllegalArgumentException if it has none; names the attribute and the remedy
   */
  byte[] encode(String owner, String name, Object value, byte[] before) {
    Payload payload = write(name, value);
    return isSame(owner, name, payload, before) ? before : envelope.seal(owner, name, payload);
  }

  /**
   * Returns the bytes of an attribute that was read and may have been changed in place; those that
   * it was read from if it was not. So a release that knows fewer fields does not drop the others
   * by reading, nor write over what others have set meanwhile.
   *
   * @throws IllegalArgumentException if it has none; names the attribute and the remedy
   */
  byte[] encodeRead(String owner, String name, Object value, byte[] before) {
    Payload payload = write(name, value);
    if (isSame(owner, name, payload, before)) {
      return before;
    }
    return isReadFrom(owner, name, payload, before)
        ? resealed(owner, name, before)
        : envelope.seal(owner, name, payload);
  }

  /** Returns whether reading the bytes gives what this is the payload of. */
  private boolean isReadFrom(String owner, String name, Payload payload, byte[] before) {
    try {
      return payload.isSame(write(name, decode(owner, name, before)));
    } catch (UnreadableAttributeException e) {
      return false;
    }
  }

  private byte[] resealed(String owner, String name, byte[] bytes) {
    return envelope.isCurrent(bytes)
        ? bytes
        : envelope.seal(owner, name, envelope.open(owner, name, bytes));
  }

  private boolean isSame(String owner, String name, Payload payload, byte[] before) {
    try {
      return payload.isSame(envelope.open(owner, name, before)) && envelope.isCurrent(before);
    } catch (CodecException e) {
      return false;
    }
  }

  /**
   * Returns the value that these bytes hold, which may be damaged or hostile.
   *
   * @throws UnreadableAttributeException if there is none
   */
  Object decode(String owner, String name, byte[] bytes) {
    try {
      if (bytes.length > maxBytes + AttributeEnvelope.MOST_BYTES) {
        throw new CodecException(
            bytes.length + " bytes are more than " + SessionSettings.MAX_BYTES + "=" + maxBytes);
      }
      Payload payload = envelope.open(owner, name, bytes);
      return codec(payload.form()).decode(payload.bytes());
    } catch (CodecException e) {
      throw new UnreadableAttributeException(
          "the bytes of the attribute '"
              + CodecException.printable(name)
              + "' cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private ValueCodec codec(AttributeForm form) {
    if (form == AttributeForm.KRYO) {
      return kryo;
    }
    if (!usesSerial) {
      throw new CodecException(
          "Java serialisation wrote them, and " + SessionSettings.JAVA_SERIALIZATION + " is false");
    }
    return serial;
  }

  private Payload write(String name, Object value) {
    try {
      return write(value);
    } catch (CodecException e) {
      throw new IllegalArgumentException(
          "the attribute '"
              + CodecException.printable(name)
              + "' cannot be in a session: "
              + e.getMessage(),
          e);
    }
  }

  private Payload write(Object value) {
    try {
      return new Payload(AttributeForm.KRYO, kryo.encode(value));
    } catch (CodecException e) {
      if (!e.isForJavaSerialisation()) {
        throw e;
      }
      return new Payload(AttributeForm.JAVA, writeSerial(value, e));
    }
  }

  /** Returns the bytes by Java serialisation, or says that it would have them if it were on. */
  private byte[] writeSerial(Object value, CodecException reason) {
    byte[] bytes;
    try {
      bytes = serial.encode(value);
    } catch (CodecException e) {
      throw usesSerial ? both(reason, e) : reason;
    }
    if (usesSerial) {
      return bytes;
    }
    throw new CodecException(
        reason.getMessage()
            + "; or let Java serialisation write it: "
            + SessionSettings.JAVA_SERIALIZATION
            + "=true",
        reason);
  }

  private static CodecException both(CodecException reason, CodecException serial) {
    return new CodecException(
        reason.getMessage() + "; and with Java serialisation: " + serial.getMessage(), serial);
  }
}
