// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;

/** A message written by hand, as somebody with access to the bytes would. */
final class Message {
  private final Output output = new Output(64, -1);

  Message() {
    output.writeByte(1); // the format
  }

  /** Names the type of the next object for the first time. */
  Message type(String name) {
    output.writeVarInt(1, true);
    output.writeString(name);
    return this;
  }

  /** Repeats the type that was named as the n-th. */
  Message typeAgain(int index) {
    output.writeVarInt(2 + index, true);
    return this;
  }

  /** Says that the next object comes for the first time. */
  Message object() {
    output.writeVarInt(1, true);
    return this;
  }

  /** Refers to the n-th object. */
  Message objectAgain(int index) {
    output.writeVarInt(2 + index, true);
    return this;
  }

  Message size(int size) {
    output.writeVarInt(size, true);
    return this;
  }

  Message integer(int value) {
    output.writeVarInt(value, false);
    return this;
  }

  Message text(String text) {
    output.writeString(text);
    return this;
  }

  Message raw(byte... bytes) {
    output.writeBytes(bytes);
    return this;
  }

  Message nothing() {
    output.writeVarInt(0, true);
    return this;
  }

  byte[] bytes() {
    return output.toBytes();
  }
}
