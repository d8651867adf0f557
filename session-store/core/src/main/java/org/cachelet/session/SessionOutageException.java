// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * Says that Redis did not answer, so that nobody knows what a session holds or whether there is
 * one, or that others have the session for too long. A request answers with 503 then; it never
 * begins another session.
 */
public final class SessionOutageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param message what could not be done and why, without the id of a session
   */
  public SessionOutageException(String message) {
    super(message);
  }
}
