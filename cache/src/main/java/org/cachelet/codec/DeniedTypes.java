// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types that no pattern can allow, because making one from bytes runs code or is never right. */
final class DeniedTypes {
  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.dom.", "org.xml.sax.");

  private static final List<String> LIBRARIES =
      List.of(
          "bsh.",
          "clojure.",
          "com.esotericsoftware.",
          "com.mchange.",
          "com.zaxxer.hikari.",
          "freemarker.",
          "groovy.",
          "javassist.",
          "net.bytebuddy.",
          "net.sf.cglib.",
          "ognl.",
          "org.apache.bcel.",
          "org.apache.catalina.",
          "org.apache.commons.beanutils.",
          "org.apache.commons.collections.functors.",
          "org.apache.commons.collections4.functors.",
          "org.apache.groovy.",
          "org.apache.velocity.",
          "org.apache.xalan.",
          "org.aspectj.",
          "org.codehaus.groovy.",
          "org.eclipse.jetty.",
          "org.hibernate.",
          "org.javassist.",
          "org.jboss.weld.",
          "org.mozilla.javascript.",
          "org.objectweb.asm.",
          "org.objenesis.",
          "org.python.",
          "org.springframework.aop.",
          "org.springframework.beans.",
          "org.springframework.cglib.",
          "org.springframework.context.",
          "org.springframework.core.",
          "org.springframework.expression.");

  private static final List<String> GENERATED =
      List.of(
          "$Proxy", "$$Enhancer", "$$FastClass", "$$SpringCGLIB", "$HibernateProxy", "ByteBuddy$");

  private DeniedTypes() {}

  /** Returns why no class of this name may be made, or null. */
  static @Nullable String reason(String name) {
    if (isJdk(name)) {
      return "of the JDK only values and plain collections are supported;"
          + " keep its text, or copy it into a list or map";
    }
    if (name.contains("$$Lambda")) {
      return "it is a lambda";
    }
    if (GENERATED.stream().anyMatch(name::contains)) {
      return "it is a generated proxy";
    }
    if (LIBRARIES.stream().anyMatch(name::startsWith)) {
      return "it belongs to a library whose objects are not data";
    }
    return null;
  }

  /** Returns why no object of this class may be made, or null; the class is not initialised. */
  static @Nullable String reason(Class<?> type) {
    if (type.isInterface() || (Modifier.isAbstract(type.getModifiers()) && !type.isEnum())) {
      return "it is abstract";
    }
    String reason = reasonForSerialised(type);
    if (reason != null) {
      return reason;
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return "it is not data";
    }
    if (hasOwnSerialisation(type)) {
      return "it relies on its own Java serialisation";
    }
    return null;
  }

  /** Returns why not even Java serialisation may make such an object or a part of one, or null. */
  static @Nullable String reasonForSerialised(Class<?> type) {
    if (type.isHidden() || Proxy.isProxyClass(type)) {
      return "it is made at run time";
    }
    if (type.isAnonymousClass()) {
      return "it is an anonymous class, whose name changes between releases";
    }
    return isLive(type) ? "it is not data" : null;
  }

  /** Returns whether Java serialisation is what such an object was made for. */
  static boolean isForJavaSerialisation(Class<?> type) {
    return Serializable.class.isAssignableFrom(type)
        && (Throwable.class.isAssignableFrom(type) || hasOwnSerialisation(type));
  }

  /** Returns whether classes of this name are those of the JDK. */
  static boolean isJdk(String name) {
    return JDK.stream().anyMatch(name::startsWith);
  }

  private static boolean isLive(Class<?> type) {
    return ClassLoader.class.isAssignableFrom(type)
        || Thread.class.isAssignableFrom(type)
        || InvocationHandler.class.isAssignableFrom(type);
  }

  private static boolean hasOwnSerialisation(Class<?> type) {
    return Externalizable.class.isAssignableFrom(type)
        || Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
            .filter(c -> !isJdk(c.getName()))
            .flatMap(c -> Stream.of(c.getDeclaredMethods()))
            .anyMatch(DeniedTypes::isSerialisation);
  }

  private static boolean isSerialisation(Method method) {
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    return switch (method.getName()) {
      case "readObject" -> parameters.equals(List.of(ObjectInputStream.class));
      case "readResolve", "writeReplace" -> parameters.isEmpty();
      default -> false;
    };
  }
}
