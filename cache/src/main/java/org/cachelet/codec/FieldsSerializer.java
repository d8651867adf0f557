// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Writes the fields of a class, except static and transient ones.
 *
 * <p>An object is made by the constructor without parameters, however private; without one, no
 * constructor runs. Kryo's own field serialisers are not used: they set fields through Unsafe,
 * where hostile bytes can put an object of a wrong class into a field.
 */
final class FieldsSerializer extends MembersSerializer<Object> {
  private final ObjectInstantiator<?> instantiator;

  private FieldsSerializer(List<Member> members, ObjectInstantiator<?> instantiator) {
    super(members);
    this.instantiator = instantiator;
  }

  /**
   * Returns a serialiser for this class, which was allowed.
   *
   * @throws CodecException if it extends a class that is not
   */
  static FieldsSerializer of(Class<?> type, AllowList allowList) {
    List<Member> members = new ArrayList<>();
    for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
      if (DeniedTypes.isJdk(c.getName())) {
        throw CodecException.forJavaSerialisation(
            type.getName() + " cannot be stored: it extends " + c.getName() + "; copy it into one");
      }
      allowList.check(c.getName());
      String prefix = c == type ? "" : c.getName() + ".";
      for (Field field : c.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          members.add(new Member(field, prefix + field.getName()));
        }
      }
    }
    return new FieldsSerializer(members, instantiator(type));
  }

  private static ObjectInstantiator<?> instantiator(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return () -> make(constructor);
    } catch (NoSuchMethodException e) {
      return new StdInstantiatorStrategy().newInstantiatorOf(type);
    }
  }

  /**
   * Returns a new object.
   *
   * @throws CodecException if the constructor refuses
   */
  static Object make(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new CodecException(
          "the constructor of " + constructor.getDeclaringClass().getName() + " threw",
          e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw new CodecException(constructor.getDeclaringClass().getName() + " cannot be made", e);
    }
  }

  @Override
  void encode(CodecKryo kryo, Output output, Object value) {
    writeMembers(kryo, output, value);
  }

  @Override
  Object decode(CodecKryo kryo, SafeInput input) {
    Object value = instantiator.newInstance();
    kryo.reference(value);
    for (Shape.Slot slot : shape(kryo, input).slots()) {
      Object read = Member.read(kryo, input, slot.code());
      if (slot.member() != null) {
        slot.member().check(read);
        slot.member().set(value, read);
      }
    }
    return value;
  }
}
