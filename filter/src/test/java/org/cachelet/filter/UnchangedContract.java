// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.filter.CapturingFilter.Mode;
import org.cachelet.filter.RawExchange.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client gets is the same with and without capturing, byte for byte.
 *
 * <p>One difference is not looked for: what Jetty's writers make of a character beyond the basic
 * plane that the charset cannot say, which is two question marks for ISO-8859-1 and one else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnchangedContract {
  private final Map<String, Page> pages = SamplePages.all();
  private RunningServer server;

  /** Starts the container that is tested. */
  abstract RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception;

  /** Returns the pages that are allowed to differ in this container. */
  Set<String> differing() {
    return Set.of();
  }

  @BeforeAll
  final void startServer() throws Exception {
    server = start(new CapturingFilter(), pages);
  }

  @AfterAll
  final void stopServer() throws Exception {
    server.stop();
  }

  final Stream<String> pages() {
    return pages.keySet().stream()
        .filter(page -> !page.equals("included") && !differing().contains(page));
  }

  final Stream<String> quickPages() {
    return pages().filter(page -> !page.startsWith("async-timeout"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  final void get_isUnchanged_whenHeldAndReleased(String page) throws Exception {
    assertThat(get("GET", page, Mode.HELD)).as(page).isEqualTo(get("GET", page, Mode.BARE));
  }

  @ParameterizedTest
  @MethodSource("quickPages")
  final void get_isUnchanged_whenGateRefuses(String page) throws Exception {
    assertThat(get("GET", page, Mode.REFUSED)).as(page).isEqualTo(get("GET", page, Mode.BARE));
  }

  @ParameterizedTest
  @MethodSource("quickPages")
  final void get_isUnchanged_whenOverTheLimit(String page) throws Exception {
    assertThat(get("GET", page, Mode.SMALL)).as(page).isEqualTo(get("GET", page, Mode.BARE));
  }

  @ParameterizedTest
  @MethodSource("quickPages")
  final void get_isUnchanged_whenErrorsAreKeptBack(String page) throws Exception {
    assertThat(get("GET", page, Mode.DEFERRED)).as(page).isEqualTo(get("GET", page, Mode.BARE));
  }

  @ParameterizedTest
  @MethodSource("quickPages")
  final void head_isUnchanged_whenHeldAndReleased(String page) throws Exception {
    assertThat(get("HEAD", page, Mode.HELD)).as(page).isEqualTo(get("HEAD", page, Mode.BARE));
  }

  final Answer get(String method, String page, Mode mode) throws Exception {
    try (RawExchange exchange = new RawExchange(server.port(), method, "/" + page, mode)) {
      return exchange.answer();
    }
  }
}
