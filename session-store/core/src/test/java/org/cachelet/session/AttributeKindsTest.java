// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications put into sessions: it comes back as it was, or is refused with a reason. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate", "UnnecessaryStringBuilder"}) // what users have
final class AttributeKindsTest {
  private static final String OWNER = "shop:0123456789abcdef";
  private static final AttributeCodec CODEC = CodecSettings.codec();
  private static final AttributeCodec SERIAL = CodecSettings.codec(CodecSettings.SERIAL);

  private static <T> T copy(AttributeCodec codec, T value) {
    @SuppressWarnings("unchecked")
    T copy = (T) codec.decode(OWNER, "it", codec.encode(OWNER, "it", value));
    return copy;
  }

  static Stream<Object> kept() throws Exception {
    return Stream.of(
        "text",
        42,
        42L,
        true,
        'c',
        1.5,
        new BigDecimal("12.50"),
        new BigInteger("123456789012345678901234567890"),
        UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210"),
        Locale.FRANCE,
        Currency.getInstance("EUR"),
        URI.create("https://shop.example/?q=1"),
        new Date(5),
        Instant.ofEpochSecond(5, 7),
        LocalDate.of(2026, 2, 28),
        LocalDateTime.of(2026, 2, 28, 23, 59),
        ZonedDateTime.parse("2026-03-29T01:30:00+01:00[Europe/Paris]"),
        Duration.ofMillis(5),
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo")),
        TimeZone.getTimeZone("America/New_York"),
        new byte[] {1, 2},
        new int[][] {{1}, {2, 3}},
        new String[] {"a", "b"},
        new Object[] {1, "a", new int[] {1}},
        new ArrayList<>(List.of(1, "a")),
        new LinkedList<>(List.of(1, 2)),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
        Arrays.asList("a", null),
        List.of("a"),
        Set.of("a", "b", "c"),
        Map.of("a", 1, "b", 2),
        Stream.of("a", "b").toList(),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.synchronizedMap(new HashMap<>(Map.of("a", 1))).toString(),
        Collections.emptyMap(),
        Collections.singletonList("a"),
        new HashMap<>(Map.of("a", List.of(1), "b", List.of())),
        new LinkedHashMap<>(Map.of("a", 1)),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new TreeSet<>(Set.of(3, 1)),
        new HashSet<>(List.of("a", "b")),
        new LinkedHashSet<>(List.of("b", "a")),
        new Vector<>(List.of(1)),
        new Hashtable<>(Map.of("a", 1)),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        new CopyOnWriteArrayList<>(List.of(1)),
        new EnumMap<>(Map.of(Kinds.Colour.GREEN, "g")),
        EnumSet.of(Kinds.Colour.RED),
        BitSet.valueOf(new long[] {5}),
        Optional.of("a"),
        Optional.empty(),
        Kinds.Colour.GREEN,
        new Kinds.Line("lamp", 3),
        Kinds.Cart.of("ann", new Kinds.Line("lamp", 3), new Kinds.Line("bulb", 1)));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void value_comesBack_withTheSameBytes(Object value) {
    for (AttributeCodec codec : List.of(CODEC, SERIAL)) {
      byte[] bytes = codec.encode(OWNER, "it", value);
      Object copy = codec.decode(OWNER, "it", bytes);

      assertThat(copy).isEqualTo(value);
      assertThat(bytes[1]).isEqualTo(AttributeForm.KRYO.code());
      assertThat(codec.encode(OWNER, "it", value, bytes)).isSameAs(bytes);
      assertThat(codec.encode(OWNER, "it", copy, bytes)).isSameAs(bytes);
    }
  }

  @Test
  void queue_comesBack() {
    assertThat(copy(CODEC, new ArrayDeque<>(List.of(1, 2)))).containsExactly(1, 2);
    assertThat(copy(CODEC, new StringBuilder("text"))).hasToString("text");
  }

  @Test
  void sharedObject_staysOne() {
    Date shared = new Date(5);
    List<Date> list = copy(CODEC, new ArrayList<>(List.of(shared, shared)));

    assertThat(list.get(0)).isEqualTo(shared).isSameAs(list.get(1));
  }

  @Test
  void cycle_staysOne() {
    Kinds.Cart cart = Kinds.Cart.of("ann");
    cart.next = Kinds.Cart.of("bob");
    cart.next.next = cart;

    Kinds.Cart copy = copy(CODEC, cart);

    assertThat(copy.next).isNotNull().extracting(next -> next.next).isSameAs(copy);
  }

  @Test
  void innerObject_comesBackWithItsOuterOne() {
    assertThat(copy(CODEC, new Kinds.Outer().inner()).sum()).isEqualTo(6);
  }

  @Test
  void transientField_isNotKept() {
    Kinds.Cart cart = Kinds.Cart.of("ann");
    cart.looks = 3;

    assertThat(copy(CODEC, cart).looks).isZero();
  }

  static Stream<Object> serial() {
    LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
    byAccess.put("a", 1);
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    Kinds.Named named = new Kinds.Named();
    named.put("a", "b");
    return Stream.of(
        Kinds.Single.ONLY,
        new Kinds.Replaced("text"),
        new Kinds.Encoded("text"),
        new Kinds.External("text"),
        named,
        properties,
        byAccess,
        new ArrayList<>(
            List.of("a", new Kinds.Encoded("text"), new Kinds.Line("lamp", 3)).subList(0, 2)),
        new HashMap<>(Map.of("a", new Kinds.External("text"))));
  }

  @ParameterizedTest
  @MethodSource("serial")
  void valueMadeForJavaSerialisation_comesBack_ifThatIsOn(Object value) {
    byte[] bytes = SERIAL.encode(OWNER, "it", value);
    Object copy = SERIAL.decode(OWNER, "it", bytes);

    assertThat(bytes[1]).isEqualTo(AttributeForm.JAVA.code());
    assertThat(copy).isEqualTo(value).hasSameClassAs(value);
    assertThat(SERIAL.encode(OWNER, "it", value, bytes)).isSameAs(bytes);
  }

  @ParameterizedTest
  @MethodSource("serial")
  void valueMadeForJavaSerialisation_isRefusedWithTheRemedy_ifThatIsOff(Object value) {
    assertThatThrownBy(() -> CODEC.encode(OWNER, "it", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the attribute 'it' cannot be in a session: ")
        .hasMessageContaining(" cannot be stored: ")
        .hasMessageEndingWith(
            "; or let Java serialisation write it: cachelet.session.java-serialization=true");
  }

  @Test
  void orderOfAccess_comesBack_ifJavaSerialisationIsOn() {
    Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    map.put("a", 1);
    map.put("b", 2);

    Map<String, Integer> copy = copy(SERIAL, map);
    assertThat(copy.get("a")).isEqualTo(1);
    assertThat(copy.keySet()).containsExactly("b", "a");
  }

  @Test
  void exception_comesBackWithItsCause_ifJavaSerialisationIsOn() {
    Kinds.Failed copy =
        copy(SERIAL, new Kinds.Failed(7, new IllegalStateException("x", new Error("y"))));

    assertThat(copy.code).isEqualTo(7);
    assertThat(copy).hasMessage("failed").hasRootCauseMessage("y");
    assertThat(copy.getStackTrace()).isNotEmpty();
  }

  static Stream<Arguments> refused() throws Exception {
    return Stream.of(
        arguments(
            (Supplier<String> & Serializable) () -> "x",
            "AttributeKindsTest$$Lambda",
            "it is a lambda"),
        arguments(
            Proxy.newProxyInstance(
                AttributeKindsTest.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> null),
            "$Proxy",
            " cannot be stored: "),
        arguments(new Thread(), "java.lang.Thread", "of the JDK only values"),
        arguments(new ReentrantLock().newCondition(), "ConditionObject", "of the JDK only values"),
        arguments(new SimpleDateFormat("yyyy", Locale.ROOT), "java.text.SimpleDateFormat", "text"),
        arguments(new Subject(), "javax.security.auth.Subject", "of the JDK"),
        arguments(new File("/tmp"), "java.io.File", "keep its text"),
        arguments(new URL("https://example.org"), "java.net.URL", "keep its text"),
        arguments(InetAddress.getLoopbackAddress(), "java.net.Inet4Address", "keep its text"),
        arguments(new Object(), "java.lang.Object", "of the JDK"),
        arguments(
            new Object() {
              @Override
              public String toString() {
                return "anonymous";
              }
            },
            "AttributeKindsTest$",
            "it is an anonymous class"),
        arguments(
            new TreeSet<>(Comparator.comparingInt(String::length)),
            "Lambda",
            " cannot be stored: "));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void otherValue_isRefused_whateverIsOn(Object value, String type, String reason) {
    for (AttributeCodec codec : List.of(CODEC, SERIAL)) {
      assertThatThrownBy(() -> codec.encode(OWNER, "it", List.of(value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the attribute 'it' cannot be in a session: ")
          .hasMessageContaining(type)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void lockAndIdentityMap_needJavaSerialisation() {
    assertThat(copy(SERIAL, new ReentrantLock()).isLocked()).isFalse();
    IdentityHashMap<String, Integer> identities = new IdentityHashMap<>();
    identities.put("a", 1);
    assertThat(copy(SERIAL, identities)).hasToString("{a=1}");
    assertThatThrownBy(() -> CODEC.encode(OWNER, "it", new ReentrantLock()))
        .hasMessageContaining("java-serialization");
  }

  @Test
  void classNotAllowed_isRefused_withTheLineToAdd() {
    AttributeCodec strict =
        AttributeCodec.of(
            CodecSettings.of(
                "cachelet.session.allow=com.acme.Order", "cachelet.codec.allow=com.x.*"),
            List.of("com.own.*"),
            AttributeKindsTest.class.getClassLoader());

    assertThatThrownBy(() -> strict.encode(OWNER, "cart", new Kinds.Line("lamp", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the attribute 'cart' cannot be in a session: org.cachelet.session.Kinds$Line is not"
                + " allowed to be stored as an object; add"
                + " cachelet.session.allow=com.acme.Order,org.cachelet.session.**");
  }

  @Test
  void largeAttribute_isRefused_withItsSize() {
    String[] small = {"cachelet.session.max-bytes=1kb"};
    AttributeCodec codec = CodecSettings.codec(small);
    String[] both = {
      CodecSettings.SERIAL[0], CodecSettings.SERIAL[1], CodecSettings.SERIAL[2], small[0]
    };
    AttributeCodec serial = CodecSettings.codec(both);

    assertThat(copy(codec, "x".repeat(1_000))).hasSize(1_000);
    assertThatThrownBy(() -> codec.encode(OWNER, "it", "x".repeat(2_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the attribute 'it' cannot be in a session: a java.lang.String takes 2020 bytes, more"
                + " than cachelet.session.max-bytes=1024");
    assertThat(copy(serial, new Kinds.External("x"))).isEqualTo(new Kinds.External("x"));
    assertThatThrownBy(() -> serial.encode(OWNER, "it", new Kinds.External("x".repeat(2_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Kinds$External takes 2")
        .hasMessageEndingWith("bytes, more than cachelet.session.max-bytes=1024");
    assertThatThrownBy(
            () -> codec.decode(OWNER, "it", CODEC.encode(OWNER, "it", "x".repeat(2_000))))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("are more than cachelet.session.max-bytes=1024");
  }

  @Test
  void changedValue_getsNewBytes() {
    Kinds.Cart cart = Kinds.Cart.of("ann");
    byte[] before = CODEC.encode(OWNER, "it", cart);
    cart.lines.add(new Kinds.Line("lamp", 1));

    byte[] after = CODEC.encode(OWNER, "it", cart, before);

    assertThat(after).isNotSameAs(before);
    assertThat(CODEC.decode(OWNER, "it", after)).isEqualTo(cart);
    assertThat(CODEC.encode(OWNER, "it", cart, new byte[] {1})).isEqualTo(after);
  }
}
