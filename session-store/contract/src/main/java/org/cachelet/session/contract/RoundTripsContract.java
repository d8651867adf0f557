// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.cachelet.test.redis.RedisMonitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often Redis is asked, and what it is never asked. */
@Tag(TwoNodes.NEUTRAL)
public abstract class RoundTripsContract extends TwoNodes {
  private static final int ATTEMPTS = 3;
  private static final int INVENTED = 10_000;
  private static final int CLIENTS = 8;

  /** Tests a container. */
  protected RoundTripsContract(Container container) {
    super(container);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "untouched,    print:x,                 0",
    "no session,   requested,               0",
    "read,         get:color,               1",
    "read all,     get:color get:size names, 1",
    "write,        set:color:green,         2",
    "same value,   set:size:9,              1",
    "change of id, changeId,                2",
    "flush,        set:color:pink flush set:color:grey flush, 3"
  })
  void roundTrips_areAsFewAsPossible(String what, String steps, int expected) {
    List<String> fewest = commands(steps);
    for (int i = 0; i < ATTEMPTS && fewest.size() > expected; i++) {
      fewest = commands(steps); // the request before may not have ended yet, and cost one more
    }
    assertThat(fewest).as(what).hasSize(expected);
  }

  private List<String> commands(String steps) {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red", "set:size:9", "add:list:a");
    visitor.ask(first(), "print:x"); // the time of this access is written by now
    visitor.ask(first(), "get:color");
    try (RedisMonitor monitor = redis.monitor()) {
      visitor.ask(first(), steps.split(" "));
      return scripts(monitor);
    }
  }

  @Test
  void clientWithoutASession_costsNothing() {
    try (RedisMonitor monitor = redis.monitor()) {
      new Visitor().ask(first(), "session", "valid", "begin", "get:color", "print:x");
      assertThat(scripts(monitor)).isEmpty();
    }
  }

  @Test
  void inventedIds_makeNoKeys() throws Exception {
    Object before = redis.command("DBSIZE");
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < INVENTED; i++) {
        all.add(clients.submit(this::askWithAnInventedId));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(redis.command("DBSIZE")).isEqualTo(before);
  }

  private void askWithAnInventedId() {
    StringBuilder id = new StringBuilder();
    while (id.length() < 38) {
      id.append((char) ThreadLocalRandom.current().nextInt('a', 'z' + 1));
    }
    Reply reply = Visitor.with(id.toString()).ask(first(), "session");
    assertThat(reply.line()).isEqualTo("none");
    assertThat(reply.setCookies()).isEmpty();
  }
}
