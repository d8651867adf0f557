// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who is told of what: each event once over all nodes. */
public abstract class ListenersContract extends TwoNodes {
  /** Tests a container. */
  protected ListenersContract(Container container) {
    super(container);
  }

  @Override
  TestApplication application(String node) {
    return super.application(node)
        .with(new RecordingListener("L1"))
        .with(new RecordingListener("L2"));
  }

  @Test
  void creation_isToldInOrder_andEachAttribute() {
    new Visitor().ask(first(), "set:color:red");
    assertThat(Events.texts())
        .containsExactly("L1 created", "L2 created", "L1 added color=red", "L2 added color=red");
  }

  @Test
  void attributeEvents_carryTheOldValue_onTheNodeThatChangesIt() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Events.clear();
    visitor.ask(second(), "set:color:blue", "remove:color", "remove:color");
    assertThat(Events.all())
        .extracting(Events.Event::text)
        .filteredOn(text -> text.startsWith("L1"))
        .containsExactly("L1 replaced color=red", "L1 removed color=blue");
    assertThat(Events.all()).extracting(Events.Event::node).containsOnly("second");
  }

  @Test
  void end_isToldOnce_inReverseOrder_withTheAttributes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    visitor.ask(second(), "get:color");
    Events.clear();
    visitor.ask(second(), "invalidate");
    assertThat(Events.texts())
        .filteredOn(text -> text.contains("destroyed"))
        .containsExactly("L2 destroyed color=red", "L1 destroyed color=red");
  }

  @Test
  void changeOfTheId_isTold() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Events.clear();
    visitor.ask(first(), "changeId");
    assertThat(Events.texts()).containsExactly("L1 id changed", "L2 id changed");
  }

  @Test
  void boundValue_isTold_whenItComesAndGoes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "bind:thing:one", "bind:thing:two", "remove:thing");
    assertThat(Events.texts())
        .filteredOn(text -> text.contains("bound"))
        .startsWith("one bound to thing")
        .endsWith("two unbound from thing")
        .containsExactlyInAnyOrder( // the Servlet specification has no order for a replacement
            "one bound to thing",
            "two bound to thing",
            "one unbound from thing",
            "two unbound from thing");
  }

  @Test
  void boundValue_isUnboundOnce_whenTheSessionEndsOnAnotherNode() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "bind:thing:one");
    visitor.ask(second(), "get:thing", "invalidate");
    assertThat(Events.texts())
        .filteredOn(text -> text.contains("unbound"))
        .containsExactly("one unbound from thing");
  }

  @Test
  void value_isPassivatedWhenWritten_andActivatedWhenRead() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "bind:thing:one");
    assertThat(Events.texts()).contains("one passivated").doesNotContain("one activated");
    visitor.ask(second(), "get:thing", "get:thing");
    assertThat(Events.all())
        .filteredOn(event -> event.text().equals("one activated"))
        .extracting(Events.Event::node)
        .containsExactly("second");
  }

  @Test
  void expiry_isToldOnce_overBothNodes() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red", "bind:thing:one");
    visitor.ask(second(), "get:color");
    Events.clear();
    letExpire(Objects.requireNonNull(visitor.sessionId()));
    awaitTrue(() -> Events.texts().contains("one unbound from thing"));
    awaitTrue(() -> sessionKeys() == 0 || Events.texts().contains("L1 removed color=red"));
    assertThat(Events.texts())
        .filteredOn(text -> text.contains("destroyed") || text.contains("unbound"))
        .isEqualTo(
            List.of("L2 destroyed color=red", "L1 destroyed color=red", "one unbound from thing"));
  }

  @Test
  void stopOfANode_endsNoSession() throws Exception {
    Visitor visitor = new Visitor();
    Container.Node shortLived = start(application("short"));
    visitor.ask(shortLived, "set:color:red", "bind:thing:one");
    Events.clear();
    stop(shortLived);
    assertThat(Events.texts()).noneMatch(text -> text.contains("destroyed"));
    assertThat(Events.texts()).noneMatch(text -> text.contains("unbound"));
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("red");
  }
}
