// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the members of an object by name, so that they may come and go between releases.
 *
 * <p>A member that is new gets its default; one that is gone is read and dropped. One whose type
 * changed is an error.
 */
abstract class MembersSerializer<T> extends GraphSerializer<T> {
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Serialises objects of these members. */
  MembersSerializer(List<Member> members) {
    members.forEach(member -> this.members.put(member.name(), member));
  }

  /** Writes the shape, if it is the first object of its class in this message, and the values. */
  final void writeMembers(CodecKryo kryo, Output output, T owner) {
    if (kryo.shapes().putIfAbsent(this, Shape.WRITTEN) == null) {
      Shape.write(output, members.values());
    }
    for (Member member : members.values()) {
      member.write(kryo, output, owner);
    }
  }

  /** Returns what follows for each object of this class. */
  final Shape shape(CodecKryo kryo, SafeInput input) {
    Shape shape = kryo.shapes().get(this);
    if (shape == null) {
      shape = Shape.read(input, members);
      kryo.shapes().put(this, shape);
    }
    return shape;
  }
}
