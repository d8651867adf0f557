// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client proves with that a session is its own. One part says where the session is stored,
 * for as long as it lives; the other is a secret, which changes when the id does, and of which
 * Redis holds a digest only. Immutable.
 */
public final class SessionId {
  private static final int STORAGE_BYTES = 12;
  private static final int SECRET_BYTES = 16;
  private static final int SHOWN_DIGITS = 8;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** 96 bits and 128 bits as base64url (RFC 4648 section 5), then the route of a balancer. */
  private static final Pattern OWN =
      Pattern.compile("([A-Za-z0-9_-]{16})([A-Za-z0-9_-]{22})(?:\\.[A-Za-z0-9_.:-]{0,64})?");

  private static final Pattern OTHER = Pattern.compile("[A-Za-z0-9_.:+/=-]{1,256}");

  private final String storage;
  private final String secret;
  private final String text;
  private final boolean isProved;

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
    Matcher matcher = OWN.matcher(text);
    return matcher.matches()
        ? Optional.of(of(matcher.group(1), matcher.group(2)))
        : Optional.empty();
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
