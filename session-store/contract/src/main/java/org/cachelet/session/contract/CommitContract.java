// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session is saved before the client sees the first byte, however the response is committed. */
public abstract class CommitContract extends TwoNodes {
  private static final int READS = 40;

  /** Tests a container. */
  protected CommitContract(Container container) {
    super(container);
  }

  /** The steps of a request end there, or in one that they lead to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "flush",
        "flushWriter",
        "closeWriter",
        "fillWriter:100",
        "fillWriter:100000",
        "flushStream",
        "closeStream",
        "fillStream:100000",
        "length:3 fillStream:3",
        "length:3 fillWriter:3",
        "reset",
        "flush reset",
        "error:404",
        "error:500",
        "redirect:/elsewhere",
        "forward:/do/other?t=print%3Ax",
        "include:/do/other?t=print%3Ax",
        "async",
        "async flush",
        "async fillWriter:100000",
        "async error:404",
        "asyncDispatch:/do/other?t=print%3Ax",
        "asyncDispatch:/do/other?t=throw",
        "asyncTimeout",
        "asyncTimeout:handled"
      })
  void session_isSavedAndTheClientTold(String way) {
    Visitor visitor = new Visitor();
    Reply reply = visitor.ask(first(), steps("set:color:red", way));
    assertThat(reply.setCookie(Visitor.COOKIE)).as("%s: %s", way, reply).isPresent();
    assertThat(reply.setCookies()).hasSize(1);
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
    Reply again = visitor.ask(second(), steps("set:color:blue", way));
    assertThat(again.setCookies()).isEmpty();
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("blue");
  }

  /** The session is set in a request that another one dispatches to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "forward:/do/other?t=set%3Acolor%3Ared",
        "include:/do/other?t=set%3Acolor%3Ared",
        "asyncDispatch:/do/other?t=set%3Acolor%3Ared",
        "forward:/do/other?t=async&t=set%3Acolor%3Ared"
      })
  void session_isSavedAndTheClientTold_whenADispatchBeganIt(String way) {
    Visitor visitor = new Visitor();
    Reply reply = visitor.ask(first(), way);
    assertThat(reply.setCookie(Visitor.COOKIE)).as("%s: %s", way, reply).isPresent();
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flush", "flushWriter", "flushStream", "fillWriter:100000"})
  void nextRequest_readsNothingStale_afterAnEarlyFlush(String way) {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:n:start");
    List<String> stale = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      String gate = way.replace(':', '-') + i;
      CompletableFuture<Reply> slow =
          CompletableFuture.supplyAsync(
              () -> visitor.ask(first(), "set:n:" + gate, way, "arrive:" + gate, "await:2" + gate));
      Gates.await(gate);
      String seen = visitor.ask(second(), "get:n").line();
      if (!seen.equals(gate)) {
        stale.add(seen);
      }
      Gates.open("2" + gate);
      assertThat(slow.orTimeout(60, TimeUnit.SECONDS).join().status()).isEqualTo(200);
    }
    assertThat(stale).as("stale of %d", READS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "async"})
  void writeAfterTheCommit_isSavedAtTheEnd(String way) {
    Visitor visitor = new Visitor();
    visitor.ask(first(), steps("set:color:red", way, "flush", "set:late:yes"));
    assertThat(visitor.ask(second(), "get:color", "get:late").lines())
        .containsExactly("red", "yes");
  }

  /** Returns whether this server lets an application change the protocol of a connection. */
  protected boolean canChangeProtocols() {
    return true;
  }

  @Test
  void session_isSavedAndTheClientTold_whenTheProtocolChanges() throws Exception {
    assumeTrue(canChangeProtocols(), "HttpServletRequest.upgrade is not implemented");
    String target = "/do/it" + Visitor.query("set:color:red", "upgrade");
    String reply = RawRequest.get(first(), target, "none=1\r\nUpgrade: greeting", "Upgrade");
    assertThat(reply).startsWith("HTTP/1.1 101").endsWith("hello");
    Matcher id = Pattern.compile(Visitor.COOKIE + "=([A-Za-z0-9_-]{38})").matcher(reply);
    assertThat(id.find()).as(reply).isTrue();
    assertThat(Visitor.with(id.group(1)).ask(second(), "get:color").line()).isEqualTo("red");
  }

  @Test
  void attributesAddedBeforeAFailure_areSaved() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    assertThat(visitor.ask(first(), "set:color:blue", "throw").status()).isEqualTo(500);
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("blue");
  }

  private static String[] steps(String... groups) {
    return Arrays.stream(groups)
        .flatMap(group -> Stream.of(group.split(" ")))
        .filter(step -> !step.isEmpty())
        .toArray(String[]::new);
  }
}
