// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an application answered, as it was when the answer was finished.
 *
 * @param status the status
 * @param fields the header lines that the application set, in order; without those that were there
 *     before it ran
 * @param body the whole body, or nothing if there is a {@code reason}
 * @param reason why this answer cannot be stored
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Captured(
    int status, List<Map.Entry<String, String>> fields, byte[] body, Optional<String> reason) {

  /** Whether the body is whole and nothing speaks against storing it. */
  boolean isComplete() {
    return reason.isEmpty();
  }
}
