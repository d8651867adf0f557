// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes written by hand that want code to run; nothing of it may, and nothing is even loaded. */
final class KryoCodecAttackTest {
  private static final String PACKAGE = "org.cachelet.codec.";
  private static final String GADGET = PACKAGE + "Evil$Gadget";

  /** Notes the names it is asked for. */
  private static final class AskedLoader extends ClassLoader {
    private final List<String> asked = new ArrayList<>();

    AskedLoader() {
      super(KryoCodecAttackTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, resolve);
    }
  }

  private final AskedLoader loader = new AskedLoader();
  private final KryoCodec codec =
      KryoCodec.builder().allow(Shop.ALLOWED).classLoader(loader).build();

  @BeforeEach
  void forgetWhatRan() {
    Evil.RAN.clear();
  }

  @AfterEach
  void nothingRan() {
    assertThat(Evil.RAN).isEmpty();
  }

  private void assertRefused(Message message, String name) {
    assertThatThrownBy(() -> codec.decode(message.bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith(name)
        .hasMessageContaining("be stored");
    assertThat(loader.asked).doesNotContain(name);
  }

  @Test // K1
  void classNamedInTheBytes_isRefused() {
    assertRefused(new Message().type(GADGET).object().size(0), GADGET);
  }

  @Test // K2
  void keyOfAMap_isRefused() {
    assertRefused(
        new Message().type("java.util.HashMap").object().size(1).type(GADGET).object().size(0),
        GADGET);
  }

  @Test // K3
  void classWithoutDefaultConstructor_isRefused() {
    String name = PACKAGE + "Evil$WithoutDefaultConstructor";

    assertRefused(new Message().type(name).object().size(0), name);
  }

  @ParameterizedTest // K4 and K5: Redisson reads these by Java serialisation
  @ValueSource(
      strings = {
        "java.util.EnumMap",
        "java.util.Collections$UnmodifiableCollection",
        "java.util.Collections$UnmodifiableList",
        "java.util.Collections$UnmodifiableMap",
        "Collections.unmodifiableList"
      })
  void javaSerialisation_isNotRead(String type) throws IOException {
    byte[] serialised = serialisedGadget();

    assertThatThrownBy(
            () -> codec.decode(new Message().type(type).object().raw(serialised).bytes()))
        .isInstanceOf(CodecException.class);
  }

  @Test // K6
  void exception_isRefused() throws IOException {
    assertRefused(
        new Message().type("java.lang.RuntimeException").object().raw(serialisedGadget()),
        "java.lang.RuntimeException");
  }

  private static byte[] serialisedGadget() throws IOException {
    Evil.Gadget gadget = new Evil.Gadget();
    Evil.RAN.clear(); // made by this test
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(gadget);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest // K7 to K9: an allow-list that has other classes
  @ValueSource(
      strings = {
        "org.cachelet.codec.Evil$Gadget",
        "org.cachelet.codec.Evil$Constants",
        "org.cachelet.codec.Evil$Values",
        "org.cachelet.codec.Shopping",
        "org.cachelet.codec.Evil$Gadget[]",
        "java.util.PriorityQueue"
      })
  void unlistedType_isRefused(String name) {
    String element = name.replace("[]", "");

    assertRefused(new Message().type(name).object().size(0), element);
  }

  @Test // K10
  void entry_isReadAsItsOwnClass_whenMoreClassesAreAllowedLater() {
    byte[] bytes = codec.encode(Shop.product(7, "Lamp"));
    KryoCodec later =
        KryoCodec.allowing(List.of("org.cachelet.codec.Evil", "org.cachelet.codec.Shop"));

    assertThat(later.decode(bytes)).isEqualTo(Shop.product(7, "Lamp"));
  }

  static Stream<Message> hidingPlaces() {
    return Stream.of(
        new Message().type("java.util.ArrayList").object().size(1).type(GADGET), // K11
        new Message().type("List.of").object().size(1).type(GADGET), // K12
        new Message().type("java.lang.Object[]").object().size(1).type(GADGET), // K13
        new Message().type("java.util.TreeSet").object().type(GADGET), // K14, as the comparator
        new Message().type("java.util.TreeMap").object().nothing().size(1).type(GADGET),
        new Message().type("java.util.EnumMap").object().type(GADGET), // K15
        new Message().type("java.util.EnumSet").object().type(GADGET),
        new Message().type("java.util.Optional").object().size(1).type(GADGET),
        new Message().type("java.util.concurrent.atomic.AtomicReference").object().type(GADGET),
        new Message() // K16, in a member that the class does not even have
            .type("org.cachelet.codec.Shop$Product")
            .object()
            .size(1)
            .text("unknown")
            .raw((byte) 'L')
            .type(GADGET));
  }

  @ParameterizedTest
  @MethodSource("hidingPlaces")
  void classHiddenInside_isRefused(Message message) {
    assertRefused(message.object().size(0).raw(new byte[8]), GADGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.reflect.Proxy",
        "java.lang.reflect.Method",
        "java.lang.invoke.SerializedLambda",
        "java.lang.invoke.MethodHandle",
        "java.lang.ClassLoader",
        "java.lang.Thread",
        "java.lang.Class",
        "java.lang.ProcessBuilder",
        "java.net.InetAddress",
        "java.net.URL",
        "java.net.URLClassLoader",
        "java.io.File",
        "java.rmi.server.UnicastRemoteObject",
        "java.util.ServiceLoader",
        "java.util.PriorityQueue",
        "javax.naming.InitialContext",
        "javax.script.ScriptEngineManager",
        "javax.management.BadAttributeValueExpException",
        "sun.misc.Unsafe",
        "jdk.internal.misc.Unsafe",
        "com.sun.rowset.JdbcRowSetImpl",
        "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
        "org.springframework.beans.factory.ObjectFactory",
        "org.springframework.aop.support.DefaultBeanFactoryPointcutAdvisor",
        "org.apache.commons.collections4.functors.InvokerTransformer",
        "org.apache.commons.beanutils.BeanComparator",
        "org.codehaus.groovy.runtime.MethodClosure",
        "com.esotericsoftware.kryo.serializers.JavaSerializer",
        "com.mchange.v2.c3p0.WrapperConnectionPoolDataSource",
        "org.cachelet.codec.Shop$$Lambda",
        "org.cachelet.codec.Shop$Proxy12"
      })
  void deniedClass_isRefused_whateverIsAllowed(String name) {
    KryoCodec open =
        KryoCodec.builder()
            .allow(Set.of("org.springframework.**", "org.apache.**", "org.cachelet.**"))
            .classLoader(loader)
            .build();

    assertThatThrownBy(() -> open.decode(new Message().type(name).object().size(0).bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith(name + " cannot be stored: ");
    assertThat(loader.asked).doesNotContain(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dangerous", "Loading", "Running", "Handling"})
  void classOfADeniedKind_isRefusedWithoutBeingInitialised(String name) {
    KryoCodec open = KryoCodec.allowing(Set.of("org.cachelet.codec.KryoCodecAttackTest"));
    String type = PACKAGE + "KryoCodecAttackTest$" + name;

    assertThatThrownBy(() -> open.decode(new Message().type(type).object().size(0).bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage(type + " cannot be stored: it is not data");
  }

  static final class Dangerous extends RuntimeException {
    private static final long serialVersionUID = 1;

    static {
      Evil.RAN.add("exception");
    }
  }

  static final class Loading extends ClassLoader {
    static {
      Evil.RAN.add("loader");
    }
  }

  static final class Running extends Thread {
    static {
      Evil.RAN.add("thread");
    }
  }

  static final class Handling implements java.lang.reflect.InvocationHandler {
    static {
      Evil.RAN.add("handler");
    }

    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
      return proxy;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no name", "a\r\nSet-Cookie: x", "..", "[L", "a/b", "int", "[]", "[][]"})
  void textThatIsNoName_isRefused(String name) {
    assertThatThrownBy(() -> codec.decode(new Message().type(name).object().size(0).bytes()))
        .isInstanceOf(CodecException.class)
        .message()
        .doesNotContain("\n");
    assertThat(loader.asked).isEmpty();
  }

  @Test
  void endlessName_isRefused() {
    assertThatThrownBy(() -> codec.decode(new Message().type("[]".repeat(50_000)).bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes name a class by 100000 characters");
  }

  @Test
  void textOfTheBytes_isCutAndCleaned_inAMessage() {
    String text = "x\r\n".repeat(1_000);
    Message message = new Message().type("java.time.DayOfWeek").text(text);

    assertThatThrownBy(() -> codec.decode(message.bytes()))
        .isInstanceOf(CodecException.class)
        .message()
        .doesNotContain("\n")
        .hasSizeLessThan(300);
  }

  @Test
  void missingClass_isRefused() {
    String name = PACKAGE + "Shop$Gone";

    assertThatThrownBy(() -> codec.decode(new Message().type(name).object().size(0).bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage(name + " is named in the bytes but is not on the class path");
  }

  @Test
  void referenceToAnotherType_isNotPutIntoAMember() {
    Message message =
        new Message()
            .type("org.cachelet.codec.Shop$Product")
            .object()
            .size(1)
            .text("related")
            .raw((byte) 'L')
            .type("java.util.ArrayList")
            .object()
            .size(0);

    assertThatThrownBy(() -> codec.decode(message.bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "org.cachelet.codec.Shop$Product.related is a org.cachelet.codec.Shop$Product,"
                + " but the bytes hold a java.util.ArrayList");
  }

  @Test
  void forgedReference_isRefused() {
    Message message = new Message().type("java.util.ArrayList").object().size(1);
    byte[] unknownObject = message.typeAgain(0).objectAgain(9).bytes();
    byte[] unknownType = new Message().typeAgain(0).bytes();
    byte[] negative =
        new Message().raw((byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) 15).bytes();

    assertThatThrownBy(() -> codec.decode(unknownObject))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes refer to an object that they did not hold");
    assertThatThrownBy(() -> codec.decode(unknownType))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes refer to a type that they did not name");
    assertThatThrownBy(() -> codec.decode(negative)).isInstanceOf(CodecException.class);
  }

  @Test
  void recordInsideItself_isRefused() {
    Message message =
        new Message()
            .type("org.cachelet.codec.Shop$Holder")
            .object()
            .size(1)
            .text("parts")
            .raw((byte) 'L')
            .typeAgain(0)
            .objectAgain(0);

    assertThatThrownBy(() -> codec.decode(message.bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes hold an object that is a part of itself");
  }

  @Test
  void enumMap_isRefused_whenItsTypeIsNoEnum() {
    Message message = new Message().type("java.util.EnumMap").object().type("java.lang.String");

    assertThatThrownBy(() -> codec.decode(message.size(0).bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes name java.lang.String where an enum belongs");
  }
}
