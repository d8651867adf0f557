// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.cachelet.test.redis.RedisMonitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no id of ours never reaches Redis. */
@Tag(TwoNodes.NEUTRAL)
public abstract class HostileIdsContract extends TwoNodes {
  private static final String STEPS = Visitor.query("session", "valid", "get:color");

  /** Tests a container. */
  protected HostileIdsContract(Container container) {
    super(container);
  }

  static Stream<Arguments> hostileIds() {
    return Stream.of(
        Arguments.of("star", "*"),
        Arguments.of("hash tag", "{tag}"),
        Arguments.of("hash tag in a well-formed length", "{aaaaaaaaaaaaaa}" + "b".repeat(22)),
        Arguments.of("line break", "a\r\nFLUSHALL"),
        Arguments.of("encoded line break", "a%0d%0aFLUSHALL"),
        Arguments.of("quoted", "\"" + "a".repeat(38) + "\""),
        Arguments.of("quoted line break", "\"a\\r\\nFLUSHALL\""),
        Arguments.of("NUL", "a".repeat(20) + "\0" + "a".repeat(17)),
        Arguments.of("10 KB", "a".repeat(10_240)),
        Arguments.of("a character too many", "a".repeat(39)),
        Arguments.of("a character too few", "a".repeat(37)),
        Arguments.of("path", "../../" + "a".repeat(32)),
        Arguments.of("other letters", "\u00e4".repeat(38)),
        Arguments.of("empty", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileIds")
  void cookie_reachesRedisNever(String what, String id) throws Exception {
    Object before = redis.command("DBSIZE");
    try (RedisMonitor monitor = redis.monitor()) {
      String reply = RawRequest.get(first(), "/do/it" + STEPS, Visitor.COOKIE + "=" + id);
      boolean isWellFormed = what.equals("quoted") && !scripts(monitor).isEmpty();
      if (!isWellFormed) { // some containers take the quotes off
        assertThat(scripts(monitor)).isEmpty();
      }
      assertThat(reply).matches("(?s)HTTP/1.1 (200|400|431) .*").doesNotContain("Set-Cookie");
    }
    assertThat(redis.command("DBSIZE")).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileIds")
  void id_isNotTakenOver(String what, String id) throws Exception {
    String target = "/do/it" + Visitor.query("set:color:red", "id");
    String reply = RawRequest.get(first(), target, Visitor.COOKIE + "=" + id);
    if (reply.startsWith("HTTP/1.1 200")) {
      assertThat(reply).containsPattern("Set-Cookie: " + Visitor.COOKIE + "=[A-Za-z0-9_-]{38}");
      assertThat(id.length() < 5 || !reply.contains(id)).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileIds")
  void idInThePath_reachesRedisNever(String what, String id) throws Exception {
    if (!id.matches("[!-~]*")) {
      return; // no request line
    }
    try (RedisMonitor monitor = redis.monitor()) {
      String reply = RawRequest.get(first(), "/do/it;jsessionid=" + id + STEPS, "other=1");
      assertThat(scripts(monitor)).isEmpty();
      assertThat(reply).matches("(?s)HTTP/1.1 [24].*");
    }
  }
}
