// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/**
 * Thrown when a value cannot become bytes, or bytes cannot become a value; the message says why.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean forJavaSerialisation;

  /** Makes an exception with this reason. */
  public CodecException(String message) {
    this(message, false);
  }

  private CodecException(String message, boolean forJavaSerialisation) {
    super(message);
    this.forJavaSerialisation = forJavaSerialisation;
  }

  /** Makes an exception with this reason and what led to it. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
    this.forJavaSerialisation = false;
  }

  /** Returns an exception about a value that has no bytes here, but may have with Java's means. */
  static CodecException forJavaSerialisation(String message) {
    return new CodecException(message, true);
  }

  /** Returns whether Java serialisation, which no codec here uses, is made for such a value. */
  public boolean isForJavaSerialisation() {
    return forJavaSerialisation;
  }

  /** Returns the start of a text of unknown origin, fit for one line of a log. */
  public static String printable(String text) {
    String start = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return start.replaceAll("[^\\p{Graph} ]", "?");
  }
}
