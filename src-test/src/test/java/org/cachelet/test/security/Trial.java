// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A case at a server: {@code evil} marks what an attacker sends, {@code alice} what belongs to the
 * user of that name. Used by one thread.
 *
 * @param server the server that is attacked
 * @param plain the same application without a cache
 * @param page the path that {@code {page}} stands for
 */
record Trial(Case one, Server server, Server plain, String page) {
  /** Returns a case at a server. */
  static Trial of(Case one, Server server, Server plain) {
    return new Trial(one, server, plain, one.path() + "/a");
  }

  /** Returns this case for another of its pages. */
  Trial page(String name) {
    return new Trial(one, server, plain, one.path() + "/" + name);
  }

  /** Sends a request, whatever comes of it. */
  Answer ask(Message message) throws IOException {
    return server.ask(message, page);
  }

  /** Sends a request and nothing more, whatever comes of it. */
  void hangUpAfter(Message message) throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(server.filled(message, page).bytes());
      connection.endOfInput();
      while (connection.read(message.method()) != Answer.NONE) {
        // all that the server makes of it
      }
    }
  }

  /** Sends a request that must be answered as the application answers it without a cache. */
  Answer same(Message message) throws IOException {
    Answer answer = ask(message);
    assertThat(answer.essence())
        .as("%s as without a cache", message.text())
        .isEqualTo(plain.ask(message, page).essence());
    return answer;
  }

  /** Sends the request of a visitor who must get nothing of an attacker, and nothing of alice. */
  Answer victim(Message message) throws IOException {
    Answer answer = same(message);
    assertThat(answer.text())
        .as("what a visitor gets who sends %s", message.text())
        .doesNotContainIgnoringCase("evil")
        .doesNotContainIgnoringCase("alice");
    return answer;
  }

  /** Sends what visitors send who know of nothing. */
  Answer victim() throws IOException {
    return victim(Message.get());
  }

  /** Requires that the application was asked that often. */
  void rendered(int times) {
    assertThat(server.renderings(one)).as("times that the application was asked").isEqualTo(times);
  }

  /** Requires that an attacker changes nothing for others, whoever comes first. */
  void poison(Message... attacks) throws IOException {
    for (Message attack : attacks) {
      ask(attack);
      ask(attack);
    }
    victim();
    victim();
    Trial later = page("b");
    later.victim();
    for (Message attack : attacks) {
      later.same(attack);
    }
    later.victim();
  }

  /** Requires that what alice sees of a page is not seen by others, whoever comes first. */
  void isPersonal(Message request) throws IOException {
    same(request.as("alice"));
    victim(request);
    victim(request.as("bob"));
    same(request.as("alice"));
    Trial later = page("b");
    later.victim(request);
    later.victim(request.as("bob"));
    later.same(request.as("alice"));
    later.victim(request);
  }

  /** Requires that each of three requests is answered by the application anew. */
  void isNeverStored(Message request) throws IOException {
    int before = server.renderings(one);
    for (int i = 0; i < 3; i++) {
      ask(request);
    }
    rendered(before + 3);
  }

  /** Requires that the first of these requests is answered by the application, all others not. */
  void isShared(Message... requests) throws IOException {
    int before = server.renderings(one);
    String first = ask(requests[0]).body();
    for (Message request : requests) {
      assertThat(ask(request).body()).isEqualTo(first);
    }
    rendered(before + 1);
  }

  /** Requires that none of these requests is answered with what was made for another. */
  void isNotShared(Message... requests) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (Message request : requests) {
      bodies.add(ask(request).body());
    }
    assertThat(bodies).doesNotHaveDuplicates();
  }

  /** Asks several times in turn over one connection, and returns the answers. */
  List<Answer> inTurn(Message... requests) throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (RawConnection connection = new RawConnection(server.port())) {
      for (Message request : requests) {
        connection.send(server.filled(request, page).bytes());
        answers.add(connection.read(request.method()));
      }
    }
    return answers;
  }

  /** Asks several times before the first answer is read, over one connection. */
  List<Answer> pipelined(Message... requests) throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (RawConnection connection = new RawConnection(server.port())) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Message request : requests) {
        all.writeBytes(server.filled(request, page).bytes());
      }
      connection.send(all.toByteArray());
      for (Message request : requests) {
        answers.add(connection.read(request.method()));
      }
    }
    return answers;
  }

  /** Asks several times at once, each over a connection of its own, and returns the answers. */
  List<Answer> atOnce(List<Message> requests) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(requests.size());
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (Message request : requests) {
        answers.add(clients.submit(() -> ask(request)));
      }
      List<Answer> read = new ArrayList<>();
      for (Future<Answer> answer : answers) {
        read.add(answer.get());
      }
      return read;
    } finally {
      clients.shutdownNow();
    }
  }
}
