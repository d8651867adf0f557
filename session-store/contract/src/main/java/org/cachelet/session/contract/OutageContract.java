// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While Redis does not answer, nobody loses a session or gets another one. */
@Tag(TwoNodes.NEUTRAL)
public abstract class OutageContract extends TwoNodes {
  /** Tests a container. */
  protected OutageContract(Container container) {
    super(container);
  }

  @Override
  TestApplication application(String node) {
    return super.application(node).with("cachelet.session.redis-timeout", "500ms");
  }

  @AfterEach
  void thaw() {
    redis.thaw();
    awaitTrue(() -> new Visitor().ask(first(), "set:color:red").status() == 200);
    awaitTrue(() -> new Visitor().ask(second(), "set:color:red").status() == 200);
  }

  @Test
  void session_isUnavailable_andThereAgainAfterwards() {
    Visitor visitor = new Visitor();
    awaitTrue(() -> visitor.ask(first(), "set:color:red").status() == 200);
    String id = visitor.sessionId();
    redis.freeze();
    assertUnavailable(visitor.ask(first(), "get:color"));
    assertUnavailable(visitor.ask(second(), "set:color:blue"));
    assertUnavailable(visitor.ask(first(), "session"));
    redis.thaw();
    awaitTrue(() -> visitor.ask(first(), "get:color").status() == 200);
    awaitTrue(() -> visitor.ask(second(), "get:color").status() == 200);
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
    assertThat(visitor.sessionId()).isEqualTo(id);
  }

  @Test
  void requestThatNeedsNoSession_isAnswered() {
    Visitor visitor = new Visitor();
    awaitTrue(() -> visitor.ask(first(), "set:color:red").status() == 200);
    redis.freeze();
    assertThat(visitor.ask(first(), "print:x").body()).isEqualTo("x");
    assertThat(new Visitor().ask(first(), "begin", "get:color", "session").status()).isEqualTo(200);
  }

  @Test
  void newSession_isUnavailable_andTheClientIsToldOfNone() {
    redis.freeze();
    assertUnavailable(new Visitor().ask(first(), "set:color:red"));
    assertUnavailable(new Visitor().ask(first(), "set:color:red", "flush"));
    assertUnavailable(new Visitor().ask(first(), "set:color:red", "redirect:/elsewhere"));
  }

  @Test
  void session_isNotSeen_whereRequestsGoOnWithoutOne() throws Exception {
    Container.Node node =
        start(application("anonymous").with("cachelet.session.outage", "anonymous"));
    Visitor visitor = new Visitor();
    awaitTrue(() -> visitor.ask(node, "set:color:red").status() == 200);
    redis.freeze();
    Reply reply = visitor.ask(node, "session", "set:size:9", "get:color", "get:size");
    assertThat(reply.lines()).containsExactly("none", "null", "9");
    assertThat(reply.setCookies()).isEmpty();
    redis.thaw();
    awaitTrue(() -> visitor.ask(node, "get:color").body().equals("red\n"));
    assertThat(visitor.ask(node, "names").line()).isEqualTo("color");
  }

  @Test
  void session_isReadFromItsCopy_whereThatIsAllowed() throws Exception {
    Container.Node node = start(application("near").with("cachelet.session.outage", "near"));
    Visitor visitor = new Visitor();
    awaitTrue(() -> visitor.ask(node, "set:color:red").status() == 200);
    awaitTrue(() -> visitor.ask(node, "get:color").status() == 200);
    redis.freeze();
    assertThat(visitor.ask(node, "get:color").line()).isEqualTo("red");
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(reply.setCookies()).isEmpty();
  }
}
