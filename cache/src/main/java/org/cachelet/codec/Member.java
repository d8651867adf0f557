// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field of a class, or a component of a record. */
final class Member {
  private static final char OBJECT = 'L';

  private static final Map<Character, GraphSerializer<Object>> PRIMITIVES =
      Stream.of(
              Boolean.class,
              Byte.class,
              Character.class,
              Short.class,
              Integer.class,
              Long.class,
              Float.class,
              Double.class)
          .collect(Collectors.toMap(Member::codeOfBox, Member::serializer));

  private final Field field;
  private final String name;
  private final char code;

  /**
   * Makes a member of this name.
   *
   * @throws CodecException if the module of the field does not open it
   */
  Member(Field field, String name) {
    this.field = field;
    this.name = name;
    this.code = code(field.getType());
    try {
      field.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new CodecException("the module of " + this + " does not open it", e);
    }
  }

  /** Returns the name under which it is written. */
  String name() {
    return name;
  }

  /** Returns what kind of value it holds: the letter of a primitive, or L. */
  char code() {
    return code;
  }

  /** Writes the value that it has in this object. */
  void write(CodecKryo kryo, Output output, Object owner) {
    Object value = valueIn(owner);
    GraphSerializer<Object> primitive = PRIMITIVES.get(code);
    if (primitive == null) {
      kryo.writeClassAndObject(output, value);
    } else {
      primitive.encode(kryo, output, value);
    }
  }

  /** Reads a value of such a kind, also one that belongs to no member any more. */
  static @Nullable Object read(CodecKryo kryo, SafeInput input, char code) {
    GraphSerializer<Object> primitive = PRIMITIVES.get(code);
    return primitive == null ? kryo.readClassAndObject(input) : primitive.decode(kryo, input);
  }

  /** Returns whether there is such a kind of value. */
  static boolean isCode(char code) {
    return code == OBJECT || PRIMITIVES.containsKey(code);
  }

  /**
   * Accepts a value that it can hold.
   *
   * @throws CodecException if it is of another type, as after a change of the class
   */
  void check(@Nullable Object value) {
    if (code == OBJECT && value != null && !field.getType().isInstance(value)) {
      throw new CodecException(
          this
              + " is a "
              + field.getType().getTypeName()
              + ", but the bytes hold a "
              + value.getClass().getTypeName());
    }
  }

  /** Sets it in this object. */
  void set(Object owner, @Nullable Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new CodecException(this + " cannot be set", e);
    }
  }

  private Object valueIn(Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new CodecException(this + " cannot be read", e);
    }
  }

  private static char code(Class<?> type) {
    return type.isPrimitive() ? type.descriptorString().charAt(0) : OBJECT;
  }

  private static char codeOfBox(Class<?> box) {
    return code(MethodType.methodType(box).unwrap().returnType());
  }

  @SuppressWarnings("unchecked") // the boxes' own
  private static GraphSerializer<Object> serializer(Class<?> box) {
    return (GraphSerializer<Object>) requireNonNull(BuiltInTypes.of(box)).getSerializer();
  }

  @Override
  public String toString() {
    return field.getDeclaringClass().getName() + "." + field.getName();
  }
}
