// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.management.BadAttributeValueExpException;
import org.cachelet.codec.KryoCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that want code to run, or much memory: of one who can write to Redis, or has the key. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD) // an attack that succeeds does not end
final class AttributeAttackTest {
  private static final String OWNER = "shop:0123456789abcdef";
  private static final String SECRET = "0123456789abcdef";
  private static final long FEW_MEGABYTES = 16 << 20;

  /** What ran. */
  private static final ConcurrentLinkedQueue<String> RAN = new ConcurrentLinkedQueue<>();

  /** A gadget that no list allows here. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;

    static {
      RAN.add("initialiser");
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
      RAN.add("readObject");
      stream.defaultReadObject();
    }
  }

  private final AttributeCodec plain = allowing();
  private final AttributeCodec serial = allowing(CodecSettings.SERIAL);

  private static AttributeCodec allowing(String... settings) {
    return AttributeCodec.of(
        CodecSettings.of(settings),
        List.of("org.cachelet.session.Kinds"),
        AttributeAttackTest.class.getClassLoader());
  }

  @AfterEach
  void nothingRan() {
    assertThat(RAN).isEmpty();
  }

  private static byte[] sealed(Protection protection, AttributeForm form, byte[] payload) {
    return new AttributeEnvelope(protection, SessionKey.allOf(List.of(SECRET)))
        .seal(OWNER, "it", new Payload(form, payload));
  }

  /** Returns bytes as one makes them who has the key. */
  private static byte[] signed(byte[] payload) {
    return sealed(Protection.HMAC, AttributeForm.JAVA, payload);
  }

  private static byte[] serialised(@Nullable Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(value);
    }
    RAN.clear(); // made by this test
    return bytes.toByteArray();
  }

  private static void assertRefused(AttributeCodec codec, byte[] bytes, String message) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> codec.decode(OWNER, "it", bytes))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining(message);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_MEGABYTES);
  }

  @Test
  void javaSerialisation_isNotRead_unlessItIsOnAndSigned() throws IOException {
    byte[] stream = serialised(new ArrayList<>(List.of("a")));
    byte[] unsigned = sealed(Protection.NONE, AttributeForm.JAVA, stream);

    assertRefused(plain, unsigned, "what Java serialisation wrote must be protected");
    assertRefused(serial, unsigned, "they are not protected");
    assertRefused(
        allowing("cachelet.session.keys=" + SECRET),
        signed(stream),
        "cachelet.session.java-serialization is false");
    assertThat(serial.decode(OWNER, "it", signed(stream))).isEqualTo(List.of("a"));
  }

  @Test
  void javaStream_isNotKryo_norTheOtherWayRound() throws IOException {
    byte[] kryo = KryoCodec.builder().build().encode("a");

    assertRefused(serial, signed(kryo), "Java serialisation does not read them");
    assertRefused(
        serial,
        sealed(Protection.HMAC, AttributeForm.KRYO, serialised("a")),
        "the bytes are of an unknown format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.cachelet.session.AttributeAttackTest$Gadget",
        "org.apache.commons.collections4.functors.InvokerTransformer",
        "java.lang.Thread",
        "javax.management.BadAttributeValueExpException"
      })
  void otherClass_isRefused_whereKryoNamesIt(String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    text[text.length - 1] |= (byte) 0x80; // Kryo's end of a text
    byte[] payload = new byte[text.length + 4];
    payload[0] = 1; // format
    payload[1] = 1; // a name follows
    System.arraycopy(text, 0, payload, 2, text.length);

    assertRefused(plain, sealed(Protection.NONE, AttributeForm.KRYO, payload), name);
  }

  static Stream<Object> gadgets() throws Exception {
    Map<Object, Object> map = new HashMap<>();
    map.put("a", new Gadget());
    return Stream.of(
        new Gadget(),
        new ArrayList<>(List.of((Object) new Gadget[0])),
        List.of(new Gadget()),
        map,
        new ArrayList<>(List.of(new Object[] {new Gadget()})),
        Collections.unmodifiableList(new ArrayList<>(List.of(new Gadget()))),
        new Kinds.Failed(1, new BadAttributeValueExpException("x")),
        new PriorityQueue<>(List.of("a")),
        new ArrayList<>(List.of(new URL("http://127.0.0.1:1/"))),
        Gadget.class,
        new java.rmi.RemoteException("x"),
        javax.management.openmbean.SimpleType.STRING,
        java.lang.reflect.Proxy.newProxyInstance(
            AttributeAttackTest.class.getClassLoader(),
            new Class<?>[] {Comparable.class},
            (java.lang.reflect.InvocationHandler & Serializable) (proxy, method, args) -> null),
        (Runnable & Serializable) () -> RAN.add("lambda"));
  }

  @ParameterizedTest
  @MethodSource("gadgets")
  void gadget_isRefused_evenOfOneWhoHasTheKey(Object gadget) throws IOException {
    assertRefused(serial, signed(serialised(gadget)), "cannot be read");
  }

  @Test
  void deniedLibrary_isRefused_whateverIsAllowed() {
    assertThatThrownBy(
            () -> CodecSettings.of("cachelet.session.allow=org.springframework.beans.**"))
        .hasMessageContaining("it belongs to a library whose objects are not data");
  }

  @Test
  void hugeArrays_areRefused() throws IOException {
    byte[] ofLongs = serialised(new long[] {7});
    byte[] ofTexts = serialised(new String[] {"a"});
    byte[] list = serialised(new ArrayList<>(List.of("a")));
    for (byte[] bytes : List.of(withSize(ofLongs), withSize(ofTexts), withSize(list))) {
      assertRefused(serial, signed(bytes), "");
    }
  }

  /** Replaces the first 1 of four bytes, which is the size, by two thousand million. */
  private static byte[] withSize(byte[] stream) {
    for (int at = 0; at < stream.length - 4; at++) {
      if (Arrays.equals(stream, at, at + 4, new byte[] {0, 0, 0, 1}, 0, 4)) {
        stream[at] = 0x7F;
        stream[at + 1] = (byte) 0xFF;
        return stream;
      }
    }
    throw new AssertionError("the stream holds no size");
  }

  @Test
  void manyArrays_areRefused_whenEachIsPossibleButNotAll() throws IOException {
    Object nested = "x";
    for (int i = 0; i < 150; i++) {
      nested = new Object[] {nested};
    }
    byte[] stream = serialised(nested);
    for (int at = 20; at < stream.length - 4; at++) {
      if (Arrays.equals(stream, at, at + 4, new byte[] {0, 0, 0, 1}, 0, 4)) {
        stream[at + 1] = 2; // half a megabyte each
      }
    }
    assertRefused(serial, signed(stream), "");
  }

  @Test
  void deepNesting_isRefused() throws IOException {
    Object nested = "x";
    for (int i = 0; i < 300; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    byte[] stream = serialised(nested);

    assertRefused(serial, signed(stream), "");
    Object tooDeep = nested;
    assertThatThrownBy(() -> serial.encode(OWNER, "it", tooDeep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("objects are nested deeper than 64");
  }

  @Test
  void endlessNesting_isAnErrorOfTheAttribute_notOfTheThread() {
    List<Object> list = new ArrayList<>();
    list.add(new Kinds.Encoded("x"));
    Kinds.Cart cart = Kinds.Cart.of("ann");
    for (int i = 0; i < 100_000; i++) {
      list = new ArrayList<>(List.of(list));
      Kinds.Cart next = Kinds.Cart.of("bob");
      next.next = cart;
      cart = next;
    }
    Object deep = list;
    Object chain = cart;
    for (AttributeCodec codec : List.of(plain, serial)) {
      assertThatThrownBy(() -> codec.encode(OWNER, "it", deep))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> codec.encode(OWNER, "it", chain))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bytesAfterTheValue_areRefused() throws IOException {
    byte[] stream = serialised("a");

    assertRefused(
        serial, signed(Arrays.copyOf(stream, stream.length + 1)), "Java serialisation does not");
    assertRefused(serial, signed(serialised(null)), "they hold null");
  }
}
