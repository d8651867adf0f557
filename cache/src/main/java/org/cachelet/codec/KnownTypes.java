// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All types that one codec may write and read: the built-in ones, and what its list allows. */
final class KnownTypes {
  private static final int MAX_NAME = 512;
  private static final String ARRAY = "[]";

  private final AllowList allowList;
  private final Map<Class<?>, KnownType> byClass = new ConcurrentHashMap<>();
  private final Map<String, KnownType> byName = new ConcurrentHashMap<>();

  /** Knows the built-in types and those on this list. */
  KnownTypes(AllowList allowList) {
    this.allowList = allowList;
  }

  /**
   * Returns the type of this class.
   *
   * @throws CodecException if it is not allowed
   */
  KnownType of(Class<?> type) {
    KnownType known = BuiltInTypes.of(type);
    if (known == null) {
      known = byClass.get(type);
    }
    if (known == null) {
      known = describe(type);
      byClass.put(type, known);
    }
    return known;
  }

  /**
   * Returns the type of this name, and loads its class only if that is allowed.
   *
   * @throws CodecException if it is not allowed
   */
  KnownType named(String name) {
    KnownType known = BuiltInTypes.named(name);
    if (known == null) {
      known = byName.get(name);
    }
    if (known == null) {
      known = of(load(name));
      byName.put(name, known);
    }
    return known;
  }

  private KnownType describe(Class<?> type) {
    if (type.isArray()) {
      checkComponent(type.getComponentType());
      return new KnownType(
          type.getTypeName(), type, new ObjectArraySerializer(type.getComponentType()));
    }
    if (type.getSuperclass() != null && type.getSuperclass().isEnum()) {
      return of(type.getSuperclass()); // a constant with a body of its own
    }
    allowList.check(type);
    return new KnownType(type.getName(), type, serializer(type));
  }

  private GraphSerializer<?> serializer(Class<?> type) {
    if (type.isEnum()) {
      return new EnumSerializer(type);
    }
    return type.isRecord() ? RecordSerializer.of(type) : FieldsSerializer.of(type, allowList);
  }

  private void checkComponent(Class<?> component) {
    if (component.isArray()) {
      checkComponent(component.getComponentType());
    } else if (!component.isPrimitive() && BuiltInTypes.component(component.getName()) == null) {
      allowList.check(component.getName());
    }
  }

  private Class<?> load(String name) {
    if (name.length() > MAX_NAME) {
      throw new CodecException("the bytes name a class by " + name.length() + " characters");
    }
    return name.endsWith(ARRAY)
        ? component(name.substring(0, name.length() - ARRAY.length())).arrayType()
        : allowList.load(name);
  }

  private Class<?> component(String name) {
    KnownType array = BuiltInTypes.named(name + ARRAY); // those of primitives
    if (array != null) {
      return array.getType().getComponentType();
    }
    @Nullable Class<?> component = BuiltInTypes.component(name);
    return component != null ? component : load(name);
  }
}
