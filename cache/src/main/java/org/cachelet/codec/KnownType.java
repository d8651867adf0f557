// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.Registration;

/** A type that may be written and read, under the name that stands for it in the bytes. */
final class KnownType extends Registration {
  private static final int NO_ID = -1; // a number would mean another class in the next release

  private final String name;
  private final boolean shared;

  /** Makes a known type; several classes may stand under one name. */
  KnownType(String name, Class<?> type, GraphSerializer<?> serializer) {
    super(type, serializer, NO_ID);
    this.name = name;
    this.shared = serializer.isShared();
  }

  /** Returns the name written before a value. */
  String name() {
    return name;
  }

  /** Returns whether several references to one object are to stay one object. */
  boolean isShared() {
    return shared;
  }
}
