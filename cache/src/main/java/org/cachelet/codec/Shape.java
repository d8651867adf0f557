// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a class as they were when a message was written; written once in each message.
 *
 * @param slots what follows for each object, in this order
 */
record Shape(List<Slot> slots) {
  /** Stands for a shape that was written, and need not be known. */
  static final Shape WRITTEN = new Shape(List.of());

  /**
   * A value that follows.
   *
   * @param code its kind, as {@link Member#code}
   * @param member where it goes; null if the class does not have this member any more
   */
  record Slot(char code, @Nullable Member member) {}

  /** Writes the names and kinds of members. */
  static void write(Output output, Collection<Member> members) {
    output.writeVarInt(members.size(), true);
    for (Member member : members) {
      output.writeString(member.name());
      output.writeByte(member.code());
    }
  }

  /**
   * Reads names and kinds, and finds the members that the class has now.
   *
   * @throws CodecException if one is of another kind now
   */
  static Shape read(SafeInput input, Map<String, Member> members) {
    List<Slot> slots = new ArrayList<>();
    for (int left = input.readSize(2); left > 0; left--) {
      slots.add(slot(members.get(input.readString()), (char) input.readByte()));
    }
    return new Shape(slots);
  }

  private static Slot slot(@Nullable Member member, char code) {
    if (!Member.isCode(code)) {
      throw new CodecException("the bytes hold a member of an unknown kind");
    }
    if (member != null && member.code() != code) {
      throw new CodecException(
          member + " is of kind " + member.code() + ", but the bytes hold one of kind " + code);
    }
    return new Slot(code, member);
  }
}
