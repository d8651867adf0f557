// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;

/**
 * How attributes stand in Redis: what says that these are the bytes of one, how it was written and
 * how it is protected, its payload and its seal. The seal covers the name of the attribute and
 * whose it is, so that bytes copied elsewhere are refused. Thread-safe.
 *
 * <pre>
 * format 1 | form 1 | protection 1 | payload | CRC-32C 4
 * format 1 | form 1 | protection 1 | key 4 | payload | HMAC-SHA256 32
 * format 1 | form 1 | protection 1 | key 4 | nonce 12 | payload in AES-GCM, with its tag 16
 * </pre>
 */
final class AttributeEnvelope {
  /** The most bytes that it adds to a payload. */
  static final int MOST_BYTES = 3 + SessionKey.ID_BYTES + 32;

  private static final byte FORMAT = (byte) 0xA1; // no format of the cache or of Java begins so
  private static final int HEAD_BYTES = 3;
  private static final int NONCE_BYTES = 12; // NIST SP 800-38D section 8.2.2
  private static final int TAG_BITS = 128;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final int SIGNATURE_BYTES = 32;

  private final Protection protection;
  private final List<SessionKey> keys;
  private final SecureRandom random = new SecureRandom();

  /**
   * Protects what it writes in this way.
   *
   * @param keys the current one first; not empty if there is a protection
   */
  AttributeEnvelope(Protection protection, List<SessionKey> keys) {
    this.protection = protection;
    this.keys = keys;
  }

  /** Returns the bytes of an attribute. */
  byte[] seal(String owner, String name, Payload payload) {
    byte[] head = head(payload.form());
    byte[] bound = Bound.of(head, owner, name);
    byte[] bytes = payload.bytes();
    return switch (protection) {
      case NONE -> join(head, bytes, checksum(bound, bytes));
      case HMAC -> join(head, bytes, keys.get(0).sign(bound, bytes));
      case AES_GCM -> {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        yield join(head, nonce, encrypt(owner, bound, nonce, bytes));
      }
    };
  }

  /**
   * Returns the payload of an attribute.
   *
   * @throws CodecException if these are not its bytes, or not as safe as they must be
   */
  Payload open(String owner, String name, byte[] bytes) {
    BinaryReader reader = new BinaryReader(bytes);
    require(reader.octet() == Byte.toUnsignedInt(FORMAT), "they are of an unknown format");
    AttributeForm form = form(reader.octet());
    Protection sealed = protection(reader.octet());
    if (sealed == Protection.NONE) {
      require(protection == Protection.NONE, "they are not protected");
      require(form != AttributeForm.JAVA, "what Java serialisation wrote must be protected");
      return new Payload(form, checked(Bound.of(head(bytes), owner, name), reader.rest()));
    }
    SessionKey key = key(reader);
    byte[] bound = Bound.of(Arrays.copyOf(bytes, HEAD_BYTES + SessionKey.ID_BYTES), owner, name);
    byte[] payload =
        sealed == Protection.HMAC
            ? signed(key, bound, reader.rest())
            : decrypt(key.encryptionKey(owner), bound, reader.rest());
    return new Payload(form, payload);
  }

  /** Returns whether bytes that were opened are as they would be sealed now. */
  boolean isCurrent(byte[] bytes) {
    byte[] head = head(AttributeForm.KRYO);
    return bytes[2] == head[2]
        && Arrays.equals(bytes, HEAD_BYTES, head.length, head, HEAD_BYTES, head.length);
  }

  private byte[] head(AttributeForm form) {
    byte[] start = {FORMAT, form.code(), code(protection)};
    return protection == Protection.NONE ? start : join(start, keys.get(0).id());
  }

  private static byte[] head(byte[] bytes) {
    return Arrays.copyOf(bytes, HEAD_BYTES);
  }

  private static AttributeForm form(int code) {
    for (AttributeForm form : AttributeForm.values()) {
      if (form.code() == code) {
        return form;
      }
    }
    throw new CodecException("they are written in an unknown way");
  }

  private static Protection protection(int code) {
    for (Protection protection : Protection.values()) {
      if (code(protection) == code) {
        return protection;
      }
    }
    throw new CodecException("they are protected in an unknown way");
  }

  private static byte code(Protection protection) {
    return (byte) protection.name().charAt(0);
  }

  private SessionKey key(BinaryReader reader) {
    byte[] id = {
      (byte) reader.octet(), (byte) reader.octet(), (byte) reader.octet(), (byte) reader.octet()
    };
    return keys.stream()
        .filter(key -> key.isNamed(id))
        .findFirst()
        .orElseThrow(
            () -> new CodecException("they are sealed with a key not in " + SessionSettings.KEYS));
  }

  private static byte[] checked(byte[] bound, byte[] rest) {
    byte[] payload = without(rest, CHECKSUM_BYTES);
    byte[] checksum = Arrays.copyOfRange(rest, payload.length, rest.length);
    require(Arrays.equals(checksum, checksum(bound, payload)), "they are damaged");
    return payload;
  }

  private static byte[] signed(SessionKey key, byte[] bound, byte[] rest) {
    byte[] payload = without(rest, SIGNATURE_BYTES);
    byte[] signature = Arrays.copyOfRange(rest, payload.length, rest.length);
    require(
        MessageDigest.isEqual(signature, key.sign(bound, payload)),
        "their signature is not that of this attribute");
    return payload;
  }

  private static byte[] without(byte[] rest, int end) {
    require(rest.length >= end, "they end too early");
    return Arrays.copyOf(rest, rest.length - end);
  }

  private static byte[] checksum(byte[] bound, byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(bound);
    checksum.update(payload);
    return ByteBuffer.allocate(CHECKSUM_BYTES).putInt((int) checksum.getValue()).array();
  }

  private byte[] encrypt(String owner, byte[] bound, byte[] nonce, byte[] payload) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, keys.get(0).encryptionKey(owner), nonce, bound)
          .doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static byte[] decrypt(byte[] key, byte[] bound, byte[] rest) {
    require(rest.length >= NONCE_BYTES + TAG_BITS / Byte.SIZE, "they end too early");
    byte[] nonce = Arrays.copyOf(rest, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, bound)
          .doFinal(rest, NONCE_BYTES, rest.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new CodecException("they were not encrypted as this attribute", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    return cipher;
  }

  private static byte[] join(byte[]... parts) {
    BinaryWriter writer = new BinaryWriter(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      writer.raw(part);
    }
    return writer.toBytes();
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new CodecException(problem);
    }
  }
}
