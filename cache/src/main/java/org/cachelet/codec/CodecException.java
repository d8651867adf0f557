// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/**
 * Thrown when a value cannot become bytes, or bytes cannot become a value; the message says why.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes an exception with this reason. */
  public CodecException(String message) {
    super(message);
  }

  /** Makes an exception with this reason and what led to it. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the start of a text of unknown origin, fit for one line of a log. */
  static String printable(String text) {
    String start = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return start.replaceAll("[^\\p{Graph} ]", "?");
  }
}
