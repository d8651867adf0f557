// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logging in makes the id that a visitor had before worthless. */
public abstract class LoginContract extends TwoNodes {
  private static final String LOGIN =
      "login:" + TestApplication.USER + ":" + TestApplication.PASSWORD;

  /** Tests a container. */
  protected LoginContract(Container container) {
    super(container);
  }

  @Test
  void login_changesTheId() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String before = Objects.requireNonNull(visitor.sessionId());
    assertThat(visitor.ask(first(), LOGIN, "user").line()).isEqualTo(TestApplication.USER);
    assertThat(visitor.sessionId()).isNotEqualTo(before);
    assertThat(Visitor.with(before).ask(first(), "session").line()).isEqualTo("none");
    assertThat(Visitor.with(before).ask(second(), "session").line()).isEqualTo("none");
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
  }

  @Test
  void refusedLogin_changesNothing() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String before = visitor.sessionId();
    assertThat(visitor.ask(first(), "login:ada:wrong").line()).isEqualTo("refused");
    assertThat(visitor.sessionId()).isEqualTo(before);
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
  }

  @Test
  void session_isFoundByItsUser_untilSheLogsOut() {
    Visitor visitor = new Visitor();
    int before = sessionsOfUsers();
    visitor.ask(first(), LOGIN, "set:color:red");
    awaitTrue(() -> sessionsOfUsers() == before + 1);
    visitor.ask(first(), LOGIN, "logout");
    awaitTrue(() -> sessionsOfUsers() == before);
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
  }

  private int sessionsOfUsers() {
    Object keys = redis.command("KEYS", "cachelet:#session:*:u:*");
    return ((List<?>) Objects.requireNonNull(keys))
        .stream().mapToInt(key -> number(redis.command("ZCARD", key.toString()))).sum();
  }

  private static int number(@Nullable Object reply) {
    return Integer.parseInt(String.valueOf(reply));
  }
}
