// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client proves with that a session is its own. One part says where the session is stored,
 * for as long as it lives; the other is a secret, which changes when the id does, and of which
 * Redis holds a digest only. Immutable, but for a note of that digest.
 */
public final class SessionId {
  private static final int STORAGE_BYTES = 12;
  private static final int SECRET_BYTES = 16;
  private static final int SHOWN_DIGITS = 8;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** 96 bits as base64url (RFC 4648 section 5), then 128 bits. */
  private static final int STORAGE_LENGTH = 16;

  private static final int LENGTH = STORAGE_LENGTH + 22;

  /** The route of a balancer, which may follow. */
  private static final Pattern ROUTE = Pattern.compile("\\.[A-Za-z0-9_.:-]{0,64}");

  private static final Pattern OTHER = Pattern.compile("[A-Za-z0-9_.:+/=-]{1,256}");

  private final String storage;
  private final String secret;
  private final String text;
  private final boolean isProved;

  /** What its secret makes; a benign race. */
  private SecretDigests.@Nullable Known digests;

  private SessionId(String storage, String secret, String text, boolean isProved) {
    this.storage = storage;
    this.secret = secret;
    this.text = text;
    this.isProved = isProved;
  }

  /** Returns a new one, which nobody can guess. */
  public static SessionId random(SecureRandom random) {
    return of(text(random, STORAGE_BYTES), text(random, SECRET_BYTES));
  }

  /**
   * Returns the one that a client sent, without the route that a balancer may have added; empty if
   * the text cannot be one that was made here. Nothing is asked for that.
   */
  public static Optional<SessionId> parse(String text) {
    return isOwn(text) ? Optional.of(own(text.substring(0, LENGTH))) : Optional.empty();
  }

  private static SessionId own(String text) {
    String storage = text.substring(0, STORAGE_LENGTH);
    return new SessionId(storage, text.substring(STORAGE_LENGTH), text, true);
  }

  private static boolean isOwn(String text) {
    for (int i = 0; i < Math.min(LENGTH, text.length()); i++) {
      if (!isBase64(text.charAt(i))) {
        return false;
      }
    }
    return text.length() == LENGTH
        || (text.length() > LENGTH && ROUTE.matcher(text).region(LENGTH, text.length()).matches());
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * Returns the one that a client sent, be it one that a container made by rules of its own, as for
   * TLS sessions; empty if the text is no such id. A foreign one cannot be given another secret.
   */
  static Optional<SessionId> parseForeign(String text) {
    Optional<SessionId> own = parse(text);
    if (own.isPresent() || !OTHER.matcher(text).matches()) {
      return own;
    }
    String storage = "x" + BASE64.encodeToString(sha256(text)); // longer than those made here
    return Optional.of(new SessionId(storage, "", text, true));
  }

  /**
   * Returns the one of this text, be it foreign.
   *
   * @throws IllegalArgumentException if it is no id
   */
  static SessionId require(String text) {
    return parseForeign(text)
        .orElseThrow(() -> new IllegalArgumentException("not the id of a session"));
  }

  /** Returns an id for what this node itself opens, which it does without a secret. */
  static SessionId ofStorage(String storage) {
    return new SessionId(storage, "", storage, false);
  }

  /** Returns another id for the same session, unless it is a foreign one. */
  public SessionId withNewSecret(SecureRandom random) {
    return of(storage, text(random, SECRET_BYTES));
  }

  private static SessionId of(String storage, String secret) {
    return new SessionId(storage, secret, storage + secret, true);
  }

  private static String text(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  /** Returns the part that stays: where the session is stored. It opens nothing. */
  public String storage() {
    return storage;
  }

  String secret() {
    return secret;
  }

  /** Returns the digests of its secret if they have been made. */
  SecretDigests.@Nullable Known digests() {
    return digests;
  }

  /** Keeps the digests of its secret. */
  void keep(SecretDigests.Known made) {
    digests = made;
  }

  /** Returns what it opens: for administration, a session whose secret is unknown here. */
  Handle handle() {
    return isProved ? Handle.of(this) : Handle.ofStorage(storage);
  }

  /** Returns what the client is sent. Whoever knows it has the session: not for logs. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionId id
        && storage.equals(id.storage)
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), id.secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return storage.hashCode();
  }

  /** Returns eight hexadecimal digits that tell sessions apart in logs, and open none. */
  @Override
  public String toString() {
    return shown(storage);
  }

  static String shown(String storage) {
    return HexFormat.of().formatHex(sha256(storage)).substring(0, SHOWN_DIGITS);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
