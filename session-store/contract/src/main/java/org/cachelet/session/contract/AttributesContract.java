// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one node writes, all others read; nobody's write is lost. */
@Tag(TwoNodes.NEUTRAL)
public abstract class AttributesContract extends TwoNodes {
  private static final int PARALLEL = 200;

  /** Tests a container. */
  protected AttributesContract(Container container) {
    super(container);
  }

  @Test
  void attribute_isSeenOnTheOtherNode() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    assertThat(visitor.ask(second(), "get:color", "names").lines()).containsExactly("red", "color");
    visitor.ask(second(), "set:color:blue");
    assertThat(visitor.ask(first(), "get:color").line()).isEqualTo("blue");
  }

  @Test
  void attribute_isGoneOnTheOtherNode_whenItWasRemoved() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red", "set:size:9", "set:name:x");
    visitor.ask(second(), "remove:color", "setNull:name");
    assertThat(visitor.ask(first(), "get:color", "names").lines()).containsExactly("null", "size");
  }

  @Test
  void list_isSaved_whenItIsChangedInPlace() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "add:list:a");
    for (int i = 0; i < 3; i++) {
      visitor.ask(i % 2 == 0 ? second() : first(), "add:list:b");
    }
    assertThat(visitor.ask(first(), "get:list").line()).isEqualTo("[a, b, b, b]");
    assertThat(visitor.ask(second(), "get:list").line()).isEqualTo("[a, b, b, b]");
  }

  @Test
  void counter_countsOnBothNodes() {
    Visitor visitor = new Visitor();
    for (int i = 1; i <= 6; i++) {
      String line = visitor.ask(i % 2 == 0 ? second() : first(), "count:n").line();
      assertThat(line).isEqualTo(Integer.toString(i));
    }
  }

  @Test
  void value_isRefused_whenItCannotBeStored() {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Reply reply = visitor.ask(first(), "unsupported:thing", "names");
    assertThat(reply.lines()).containsExactly("!IllegalArgumentException", "color");
  }

  @Test
  void attributesSetAtOnce_areAllKept() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      Container.Node node = i % 2 == 0 ? first() : second();
      String step = "set:a" + i + ":1";
      threads.add(new Thread(() -> statuses.add(visitor.ask(node, step).status())));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(statuses).hasSize(PARALLEL).containsOnly(200);
    for (Container.Node node : List.of(first(), second())) {
      String names = visitor.ask(node, "names").line();
      assertThat(names.split(",")).hasSize(PARALLEL + 1);
    }
  }

  @Test
  void slowRequest_overwritesNothing_thatItDidNotChange() throws Exception {
    Visitor visitor = new Visitor();
    visitor.ask(first(), "set:color:red");
    Thread slow =
        new Thread(
            () -> visitor.ask(first(), "get:color", "set:size:9", "arrive:slow-1", "await:slow-2"));
    slow.start();
    Gates.await("slow-1");
    visitor.ask(second(), "set:color:blue");
    Gates.open("slow-2");
    slow.join();
    assertThat(visitor.ask(first(), "get:color", "get:size").lines()).containsExactly("blue", "9");
  }
}
