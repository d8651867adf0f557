// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of one session for paths that settings name run one after the other, on all nodes. */
@Tag(TwoNodes.NEUTRAL)
public abstract class TurnsContract extends TwoNodes {
  private static final int PARALLEL = 50;
  private static final String ALONE = "/do/alone/it";

  /** Tests a container. */
  protected TurnsContract(Container container) {
    super(container);
  }

  @Override
  TestApplication application(String node) {
    return super.application(node)
        .with("cachelet.session.lock", "/do/alone/**")
        .with("cachelet.session.lock-wait", "30s");
  }

  private static Reply alone(Visitor visitor, Container.Node node, String... steps) {
    return visitor.get(node, ALONE + Visitor.query(steps));
  }

  @Test
  void counter_countsAll() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      Container.Node node = i % 2 == 0 ? first() : second();
      threads.add(new Thread(() -> statuses.add(alone(visitor, node, "count:n").status())));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(statuses).hasSize(PARALLEL).containsOnly(200);
    assertThat(visitor.ask(second(), "get:n").line()).isEqualTo(Integer.toString(PARALLEL));
  }

  /** However a request ends, the next one is let in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "get:color",
        "flush",
        "throw",
        "error:404",
        "redirect:/elsewhere",
        "changeId",
        "forward:/do/other?t=get%3Acolor",
        "include:/do/other?t=get%3Acolor",
        "forward:/do/alone/other?t=get%3Acolor",
        "async",
        "asyncDispatch:/do/other?t=get%3Acolor",
        "asyncDispatch:/do/other?t=async"
      })
  void turn_ends_withItsRequest(String way) {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    alone(visitor, first(), "set:n:1", way);
    String lock = lock(visitor);
    awaitTrue(() -> redis.command("GET", lock) == null);
    assertThat(alone(visitor, second(), "get:n").line()).isEqualTo("1");
    assertThat(alone(visitor, first(), "get:n").line()).isEqualTo("1");
  }

  @Test
  void turn_lasts_untilAnAsynchronousRequestIsOver() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Thread slow =
        new Thread(
            () -> alone(visitor, first(), "async", "arrive:turn-1", "await:turn-2", "set:n:1"));
    slow.start();
    Gates.await("turn-1");
    assertThat(redis.command("GET", lock(visitor))).isNotNull();
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("red"); // another path
    Gates.open("turn-2");
    assertThat(alone(visitor, second(), "get:n").line()).isEqualTo("1");
    slow.join();
  }

  @Test
  void turn_endsByItself_whenItsNodeHasDied() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    redis.command("SET", lock(visitor), "dead", "PX", "500");
    assertThat(alone(visitor, second(), "get:color").line()).isEqualTo("red");
  }

  /** By every address that leads there. */
  @Test
  void request_isRefused_whenOthersTakeTooLong() throws Exception {
    Container.Node hasty = start(application("hasty").with("cachelet.session.lock-wait", "50ms"));
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    redis.command("SET", lock(visitor), "other", "PX", "60000");
    for (String path : List.of(ALONE, "/do/%61lone/it", "/do/alone;x=1/it")) {
      Reply reply = visitor.get(hasty, path + Visitor.query("set:color:blue"));
      assertThat(reply.status()).as(path).isEqualTo(503);
      assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(reply.setCookies()).isEmpty();
    }
    assertThat(visitor.ask(hasty, "get:color").line()).isEqualTo("red");
    assertThat(alone(new Visitor(), hasty, "set:color:blue").status()).isEqualTo(200);
    stop(hasty);
  }

  @Test
  void inventedIds_makeNoLocks() {
    alone(Visitor.with("A".repeat(38)), first(), "get:color");
    Object keys = redis.command("KEYS", "cachelet:#session:*:l:{AAAA*");
    assertThat((List<?>) Objects.requireNonNull(keys)).isEmpty();
  }

  private static String lock(Visitor visitor) {
    String id = Objects.requireNonNull(visitor.sessionId());
    return "cachelet:#session:%:l:{" + id.substring(0, 16) + "}";
  }
}
