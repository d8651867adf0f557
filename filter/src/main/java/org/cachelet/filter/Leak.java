// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/**
 * Something in a page that belongs to the visitor who had it made; never the secret itself.
 *
 * @param what what was found, such as {@code the value of cookie sid}, or what kept from looking
 * @param where where it was found, such as {@code at byte 117}; empty if nothing was
 */
record Leak(String what, String where) {
  @Override
  public String toString() {
    return where.isEmpty() ? what : what + " was found " + where;
  }
}
