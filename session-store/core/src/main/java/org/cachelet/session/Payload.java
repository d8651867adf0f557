// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Arrays;

/**
 * The value of an attribute as bytes, without its envelope.
 *
 * @param form how it was written
 * @param bytes the value; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSame
record Payload(AttributeForm form, byte[] bytes) {
  /** Returns whether another one says the same. */
  boolean isSame(Payload other) {
    return form == other.form && Arrays.equals(bytes, other.bytes);
  }
}
