// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/** Says that the bytes of an attribute could not be read; names the attribute, not the session. */
public final class UnreadableAttributeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public UnreadableAttributeException(String message, Throwable cause) {
    super(message, cause);
  }
}
