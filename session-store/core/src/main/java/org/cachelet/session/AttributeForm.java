// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/** How the value of an attribute was made bytes. */
enum AttributeForm {
  /** By Kryo. */
  KRYO('K'),
  /** By Java serialisation. */
  JAVA('J');

  private final byte code;

  AttributeForm(char code) {
    this.code = (byte) code;
  }

  /** Returns the byte that says so. */
  byte code() {
    return code;
  }
}
