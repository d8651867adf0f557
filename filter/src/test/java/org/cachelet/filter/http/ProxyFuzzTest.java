// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What proxies say is read without harm, and only those are trusted that are named. */
final class ProxyFuzzTest {
  private static final List<String> KEYED =
      List.of(
          "x-forwarded-proto",
          "x-forwarded-scheme",
          "x-forwarded-ssl",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix");
  private static final List<String> VALUES =
      List.of("https", "http, HTTPS", "on", "off", "a.test", "[::1]:80", "a:8443", "80", "/app");
  private static final List<String> ELEMENTS =
      List.of("host=a", "proto=http", "host=\"b:1\";Proto=https", "for=\"[::1]\", by=_x", "x=y");
  private static final int BITS = 128;
  private static final int BITS_V4 = 32;
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff).shiftLeft(BITS_V4);

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("forwarding is read or refused", ProxyFuzzTest::forwarding);
    properties.put("what differs has different keys", ProxyFuzzTest::keys);
    properties.put("addresses are read back in all forms", ProxyFuzzTest::addresses);
    properties.put("blocks have the addresses of a naive reader", ProxyFuzzTest::blocks);
    properties.put("what is no address is in no block", ProxyFuzzTest::noise);
    return Fuzz.tests(properties);
  }

  private static void forwarding(Random random) {
    Map<String, String> fields = fields(random);
    fields.put("x-real-ip", Fuzz.text(random));
    Optional<Forwarding> read = Forwarding.of(fields::get);
    read.ifPresent(
        forwarding -> {
          assertThat(forwarding.shown()).containsEntry("x-real-ip", "").containsEntry("via", "");
          assertThat(forwarding.shown().getOrDefault("forwarded", ""))
              .doesNotContain("for=", "by=");
          assertThat(forwarding.hosts())
              .allMatch(host -> host.host().matches("[A-Za-z0-9._-]+|\\[[^/@\\]]+]"))
              .allMatch(host -> host.port() >= 0 && host.port() <= 65_535);
        });
    fields.put(Fuzz.oneOf(random, KEYED), Fuzz.oneOf(random, List.of("", ",", "a b", "/a//", "<")));
    assertThat(Forwarding.of(fields::get)).as("%s", fields).isEmpty();
  }

  private static void keys(Random random) {
    Map<String, String> fields = fields(random);
    Map<String, String> others = new HashMap<>(fields);
    if (random.nextBoolean()) {
      others.putAll(fields(random));
    } else { // the same under another name
      String moved = others.remove(Fuzz.oneOf(random, KEYED));
      others.put(Fuzz.oneOf(random, KEYED), moved == null ? "https" : moved);
    }
    Optional<Forwarding> one = Forwarding.of(fields::get);
    Optional<Forwarding> other = Forwarding.of(others::get);
    if (one.isPresent() && other.isPresent()) {
      assertThat(one.get().key().equals(other.get().key()))
          .as("%s and %s", fields, others)
          .isEqualTo(shown(one.get()).equals(shown(other.get())));
    }
  }

  private static Map<String, String> shown(Forwarding forwarding) {
    Map<String, String> shown = new HashMap<>(forwarding.shown());
    shown.values().removeIf(String::isEmpty);
    return shown;
  }

  private static Map<String, String> fields(Random random) {
    Map<String, String> fields = new HashMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      boolean noise = random.nextInt(4) == 0;
      String value = noise ? Fuzz.text(random) : Fuzz.oneOf(random, VALUES);
      fields.put(Fuzz.oneOf(random, KEYED), value);
    }
    if (random.nextBoolean()) {
      String element = Fuzz.oneOf(random, ELEMENTS);
      String noise = random.nextInt(4) == 0 ? Fuzz.text(random) : Fuzz.oneOf(random, ELEMENTS);
      fields.put("forwarded", element + Fuzz.oneOf(random, List.of(",", ", ", ";")) + noise);
    }
    return fields;
  }

  private static void addresses(Random random) {
    BigInteger address = address(random);
    String plain = text(random, address);
    boolean version6 = plain.indexOf(':') >= 0;
    String text =
        version6 ? Fuzz.oneOf(random, List.of(plain, "[" + plain + "]", plain + "%eth0")) : plain;
    assertThat(IpAddress.parse(text).map(bytes -> new BigInteger(1, bytes)))
        .as(text)
        .hasValue(address);
    String longer =
        text.startsWith("[") ? text + "1" : text + Fuzz.oneOf(random, List.of(".", "x"));
    if (text.indexOf('%') < 0) {
      assertThat(IpAddress.parse(longer)).as(longer).isEmpty();
    }
  }

  private static void blocks(Random random) {
    BigInteger base = address(random);
    int bits = isVersion4(base) ? BITS_V4 : BITS;
    int prefix = random.nextInt(bits + 1);
    int behind = bits - prefix;
    BigInteger network = base.shiftRight(behind).shiftLeft(behind);
    if (isVersion4(network) != isVersion4(base)) {
      return; // of another version without the bits behind the prefix
    }
    AddressRanges ranges = AddressRanges.of(List.of(text(random, network) + "/" + prefix));
    BigInteger near = network.xor(BigInteger.ONE.shiftLeft(random.nextInt(BITS)));
    BigInteger inside = network.or(new BigInteger(behind, random));
    BigInteger last = network.add(BigInteger.ONE.shiftLeft(behind)).subtract(BigInteger.ONE);
    for (BigInteger tried :
        List.of(network, inside, near, last, last.add(BigInteger.ONE), address(random))) {
      if (tried.bitLength() <= BITS) {
        boolean expected =
            isVersion4(tried) == isVersion4(network)
                && tried.shiftRight(behind).equals(network.shiftRight(behind));
        assertThat(ranges.contains(text(random, tried)))
            .as("%x in %x/%d", tried, network, prefix)
            .isEqualTo(expected);
      }
    }
  }

  private static void noise(Random random) {
    String text = Fuzz.text(random);
    String damaged = new StringBuilder(text(random, address(random))).insert(0, text).toString();
    AddressRanges all = AddressRanges.of(List.of("0.0.0.0/0", "::/0"));
    for (String tried : List.of(text, damaged)) {
      assertThat(all.contains(tried)).as(tried).isEqualTo(IpAddress.parse(tried).isPresent());
      try {
        AddressRanges one = AddressRanges.of(List.of(tried + (random.nextBoolean() ? "" : "/8")));
        assertThat(one.contains("192.0.2.1") && one.contains("2001:db8::1")).isFalse();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("address range '");
      }
    }
  }

  private static boolean isVersion4(BigInteger address) {
    return address.shiftRight(BITS_V4).shiftLeft(BITS_V4).equals(MAPPED);
  }

  private static BigInteger address(Random random) {
    if (random.nextBoolean()) {
      return MAPPED.or(new BigInteger(BITS_V4, random));
    }
    BigInteger sparse = BigInteger.ZERO;
    for (int group = 0; group < 8; group++) {
      sparse = sparse.shiftLeft(16).or(new BigInteger(random.nextBoolean() ? 0 : 16, random));
    }
    return sparse;
  }

  /** Writes an address in one of its forms. */
  private static String text(Random random, BigInteger address) {
    if (isVersion4(address) && random.nextBoolean()) {
      return dotted(address);
    }
    StringBuilder text = new StringBuilder();
    boolean dotted = random.nextBoolean();
    int groups = dotted ? 6 : 8;
    for (int group = 0; group < groups; group++) {
      int value = address.shiftRight(16 * (7 - group)).intValue() & 0xffff;
      text.append(String.format(random.nextBoolean() ? "%x" : "%04X", value));
      text.append(group < groups - 1 ? ":" : "");
    }
    String full = text + (dotted ? ":" + dotted(address) : "");
    String zeros = Fuzz.oneOf(random, List.of(":0:0:", ":0:", ":0000:"));
    int gap = full.indexOf(zeros);
    boolean cut = gap > 0 && random.nextBoolean();
    String form = cut ? full.substring(0, gap) + "::" + full.substring(gap + zeros.length()) : full;
    return Fuzz.oneOf(random, List.of(form, form, form.toLowerCase(Locale.ROOT)));
  }

  private static String dotted(BigInteger address) {
    int bits = address.intValue();
    return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }
}
