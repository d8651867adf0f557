// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How sessions begin, go on and end: the same on all nodes. */
public abstract class LifecycleContract extends TwoNodes {
  private static final String ENDED = "!IllegalStateException";

  /** Tests a container. */
  protected LifecycleContract(Container container) {
    super(container);
  }

  @Test
  void session_isNew_untilTheClientHasSentItsId() {
    Visitor visitor = new Visitor();
    assertThat(visitor.ask(first(), "session", "isNew", "same").lines())
        .containsExactly("none", "true", "true");
    assertThat(visitor.ask(second(), "isNew", "same").lines()).containsExactly("false", "true");
    assertThat(visitor.ask(first(), "isNew").line()).isEqualTo("false");
  }

  @Test
  void requestedId_isTold_asItIs() {
    Visitor visitor = new Visitor();
    assertThat(visitor.ask(first(), "requested", "valid", "from").lines())
        .containsExactly("null", "false", "cookie=false url=false");
    visitor.ask(first(), "set:color:red");
    assertThat(visitor.ask(second(), "requested", "valid", "from").lines())
        .containsExactly(
            Objects.requireNonNull(visitor.sessionId()), "true", "cookie=true url=false");
    visitor.ask(second(), "invalidate");
    assertThat(visitor.ask(first(), "valid", "session").lines()).containsExactly("false", "none");
  }

  @Test
  void emptySession_isNotStored_andTheClientNotTold() {
    int before = sessionKeys();
    for (int i = 0; i < 20; i++) {
      assertThat(new Visitor().ask(first(), "begin", "get:color").setCookies()).isEmpty();
    }
    assertThat(sessionKeys()).isLessThanOrEqualTo(before); // others expire
  }

  @Test
  void emptySession_isStored_whereTheApplicationWantsThat() throws Exception {
    Container.Node eager = start(application("eager").with("cachelet.session.store-empty", "true"));
    Visitor visitor = new Visitor();
    assertThat(visitor.ask(eager, "begin").setCookies()).hasSize(1);
    assertThat(visitor.ask(second(), "session").line()).isEqualTo("session");
    assertThat(visitor.ask(eager, "invalidate", "valid").line()).isEqualTo("false");
    stop(eager);
  }

  @Test
  void timesOfASession_areTheSameOnBothNodes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red", "setTimeout:7777");
    List<String> lines = visitor.ask(first(), "created", "timeout").lines();
    assertThat(visitor.ask(second(), "created", "timeout").lines()).isEqualTo(lines);
    assertThat(lines.get(1)).isEqualTo("7777");
  }

  @Test
  void timeout_isThatOfTheApplication_unlessItIsSet() {
    assertThat(new Visitor().ask(first(), "timeout").line())
        .isEqualTo(Integer.toString(TestApplication.TIMEOUT_MINUTES * 60));
  }

  @Test
  void invalidatedSession_isGoneOnBothNodes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    visitor.ask(second(), "get:color");
    assertThat(visitor.ask(first(), "invalidate", "session").line()).isEqualTo("none");
    assertThat(visitor.ask(second(), "session").line()).isEqualTo("none");
    assertThat(visitor.ask(first(), "session").line()).isEqualTo("none");
  }

  @Test
  void invalidatedSession_throws_whateverIsAsked() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    assertThat(
            visitor
                .ask(
                    first(),
                    "keep",
                    "invalidate",
                    "kept:get:color",
                    "kept:set:color",
                    "kept:remove:color",
                    "kept:names",
                    "kept:created",
                    "kept:accessed",
                    "kept:isNew",
                    "kept:invalidate",
                    "changeId")
                .lines())
        .hasSize(9)
        .containsOnly(ENDED);
  }

  @Test
  void invalidatedSession_answers_whatTheApiDoesNotForbid() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String id = Objects.requireNonNull(visitor.sessionId());
    assertThat(
            visitor
                .ask(first(), "keep", "invalidate", "kept:id", "kept:context", "kept:timeout")
                .lines())
        .containsExactly(id, "", Integer.toString(TestApplication.TIMEOUT_MINUTES * 60));
  }

  @Test
  void lastAccess_isThatBeforeThisRequest_whateverItDoes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    List<String> lines =
        visitor.ask(first(), "accessed", "set:size:9", "get:color", "accessed", "created").lines();
    assertThat(lines.get(0)).isEqualTo(lines.get(2));
    assertThat(Long.parseLong(lines.get(0))).isGreaterThanOrEqualTo(Long.parseLong(lines.get(3)));
  }

  @Test
  void sessionWithoutATimeout_doesNotExpire() {
    Visitor visitor = new Visitor();
    String timeout = visitor.ask(first(), "set:color:red", "setTimeout:0", "timeout").line();
    assertThat(Integer.parseInt(timeout)).isNotPositive();
    letExpire(Objects.requireNonNull(visitor.sessionId()));
    assertThat(visitor.ask(second(), "remove:none", "get:color").line()).isEqualTo("red");
  }

  @Test
  void anotherSession_begins_whenOneWasInvalidatedInTheSameRequest() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String old = Objects.requireNonNull(visitor.sessionId());
    assertThat(visitor.ask(first(), "invalidate", "set:size:9", "get:color").line())
        .isEqualTo("null");
    assertThat(visitor.sessionId()).isNotEqualTo(old);
    assertThat(visitor.ask(second(), "names").line()).isEqualTo("size");
  }

  @Test
  void logout_isNotUndone_byASlowRequestOfAnotherNode() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String id = Objects.requireNonNull(visitor.sessionId());
    Visitor sameBrowser = Visitor.with(id);
    Thread slow =
        new Thread(
            () -> sameBrowser.ask(second(), "set:late:1", "arrive:logout-1", "await:logout-2"));
    slow.start();
    Gates.await("logout-1");
    visitor.ask(first(), "invalidate");
    Gates.open("logout-2");
    slow.join();
    assertThat(Visitor.with(id).ask(first(), "session").line()).isEqualTo("none");
    assertThat(Visitor.with(id).ask(second(), "session").line()).isEqualTo("none");
  }

  @Test
  void oldId_isDeadOnBothNodes_whenItWasChanged() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    String old = Objects.requireNonNull(visitor.sessionId());
    Visitor thief = Visitor.with(old);
    thief.ask(second(), "get:color");
    assertThat(visitor.ask(first(), "changeId").line()).isEqualTo(visitor.sessionId());
    assertThat(visitor.sessionId()).isNotEqualTo(old);
    assertThat(Visitor.with(old).ask(first(), "session").line()).isEqualTo("none");
    assertThat(Visitor.with(old).ask(second(), "session").line()).isEqualTo("none");
    assertThat(visitor.ask(second(), "get:color").line()).isEqualTo("red");
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("red");
  }

  /** Else a thief with the old id, and a slow request, would get the one of after the login. */
  @Test
  void newId_isNotTold_toARequestWithTheOldOne() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Visitor thief = Visitor.with(Objects.requireNonNull(visitor.sessionId()));
    List<Reply> replies = new ArrayList<>();
    Thread slow =
        new Thread(
            () ->
                replies.add(
                    thief.ask(first(), "get:color", "arrive:thief-1", "await:thief-2", "set:x:1")));
    slow.start();
    Gates.await("thief-1");
    visitor.ask(first(), "changeId");
    Gates.open("thief-2");
    slow.join();
    assertThat(replies).hasSize(1);
    assertThat(replies.get(0).setCookies()).isEmpty();
    assertThat(replies.get(0).body()).doesNotContain(visitor.sessionId());
  }

  @Test
  void newId_isSeen_byTheApplicationInARequestUnderWay() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Visitor sameBrowser = Visitor.with(Objects.requireNonNull(visitor.sessionId()));
    List<Reply> replies = new ArrayList<>();
    Thread slow =
        new Thread(
            () ->
                replies.add(
                    sameBrowser.ask(first(), "id", "arrive:ids-1", "await:ids-2", "id", "valid")));
    slow.start();
    Gates.await("ids-1");
    visitor.ask(first(), "changeId");
    Gates.open("ids-2");
    slow.join();
    assertThat(replies.get(0).lines())
        .containsExactly(
            Objects.requireNonNull(sameBrowser.sessionId()),
            Objects.requireNonNull(visitor.sessionId()),
            "false");
    assertThat(replies.get(0).setCookies()).isEmpty();
  }

  @Test
  void changeOfTheId_isRefused_withoutASession() {
    assertThat(new Visitor().ask(first(), "changeId").line()).isEqualTo(ENDED);
  }

  @Test
  void session_cannotBegin_afterTheResponseWasCommitted() {
    Reply reply = new Visitor().ask(first(), "flush", "begin");
    assertThat(reply.line()).isEqualTo(ENDED);
    assertThat(reply.setCookies()).isEmpty();
  }

  @Test
  void expiredSession_isGone_andStaysSo() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    letExpire(Objects.requireNonNull(visitor.sessionId()));
    assertThat(visitor.ask(first(), "session").line()).isEqualTo("none");
    assertThat(visitor.ask(second(), "session").line()).isEqualTo("none");
  }

  @Test
  void idOfTheVisitorsChoice_isNotAdopted() {
    String invented = "A".repeat(38);
    Visitor visitor = Visitor.with(invented);
    visitor.ask(first(), "set:color:red");
    assertThat(visitor.sessionId()).isNotEqualTo(invented);
    assertThat(Visitor.with(invented).ask(second(), "session").line()).isEqualTo("none");
  }

  @Test
  void id_opensNothingInAnotherApplication() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Container.Node other = start(application("other").at("/other"));
    assertThat(visitor.get(other, "/other/do/it" + Visitor.query("session")).line())
        .isEqualTo("none");
  }

  @Test
  void sessions_outliveANode() throws Exception {
    Visitor visitor = new Visitor();
    Container.Node shortLived = start(application("short"));
    visitor.ask(shortLived, "set:color:red");
    stop(shortLived);
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("red");
  }
}
