// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What trusted proxies say, with RFC 7239. */
final class ForwardingTest {
  @ParameterizedTest(name = "{0}: {1} is shown as {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x-forwarded-proto | https | https | ",
        "x-forwarded-proto | https, http | https, http | ",
        "x-forwarded-host | Shop.example.com | Shop.example.com | Shop.example.com:0",
        "x-forwarded-host | a.example:81, b.example | a.example:81, b.example |"
            + " a.example:81 b.example:0",
        "x-forwarded-host | [::1]:81 | [::1]:81 | [::1]:81",
        "x-forwarded-port | 8443 | 8443 | ",
        "x-forwarded-prefix | /shop | /shop | ",
        "x-forwarded-ssl | on | on | ",
        "x-forwarded-for | 203.0.113.9 | `` | ",
        "x-real-ip | 203.0.113.9 | `` | ",
        "traceparent | 00-1-2-01 | `` | ",
        "forwarded | for=192.0.2.60;proto=https;by=203.0.113.43 | proto=\"https\" | ",
        "forwarded | For=\"[2001:db8:cafe::17]:4711\" | `` | ",
        "forwarded | host=\"a.example:81\";for=unknown | host=\"a.example:81\" | a.example:81",
        "forwarded | host=a.example;proto=http, for=x;secret=y;proto=https |"
            + " proto=\"http\";host=\"a.example\", proto=\"https\" | a.example:0",
      })
  void field_isInTheKeyAndShown_orHidden(String name, String value, String shown, String hosts) {
    Forwarding forwarding = of(Map.of(name, value));
    assertThat(forwarding.shown()).containsEntry(name, shown);
    assertThat(forwarding.key()).isEqualTo(shown.isEmpty() ? "" : name + '=' + shown + '\n');
    assertThat(forwarding.hosts().stream().map(host -> host.host() + ':' + host.port()).toList())
        .hasSize(hosts == null ? 0 : hosts.split(" ").length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x-forwarded-proto | javascript",
        "x-forwarded-proto | ``",
        "x-forwarded-host | a\"><script>",
        "x-forwarded-host | a.example:port",
        "x-forwarded-host | a.example:70000",
        "x-forwarded-host | a.example/path",
        "x-forwarded-host | user@a.example",
        "x-forwarded-host | [::1",
        "x-forwarded-host | [nothing]",
        "x-forwarded-port | 443x",
        "x-forwarded-port | 0",
        "x-forwarded-prefix | shop",
        "x-forwarded-prefix | //evil.example",
        "x-forwarded-prefix | /a\"b",
        "x-forwarded-ssl | yes",
        "forwarded | host",
        "forwarded | host=a.example;host=b.example",
        "forwarded | host=\"a.example",
        "forwarded | host=\"a.example\"x",
        "forwarded | host=a b",
        "forwarded | proto=gopher",
        "forwarded | for=\"\\",
        "forwarded | =x",
      })
  void field_isRefused_whenItIsMalformed(String name, String value) {
    assertThat(Forwarding.of(Map.of(name, value)::get)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-forwarded-proto | https, http | 443",
        "x-forwarded-proto | HTTPS       | 443",
        "x-forwarded-proto | wss         | 443",
        "x-forwarded-proto | ws          | 80",
        "x-forwarded-port  | 8443, 80    | 8443",
      })
  void portOfAHost_isThatOfTheProxyNextToTheClient(String name, String value, int port) {
    assertThat(of(Map.of("x-forwarded-host", "a", name, value)).hosts())
        .containsExactly(new HostPort("a", port));
  }

  @Test
  void host_hasThePortThatOtherFieldsTell() {
    Map<String, String> fields = Map.of("x-forwarded-host", "a", "x-forwarded-proto", "https");
    assertThat(of(fields).hosts()).containsExactly(new HostPort("a", 443));
    assertThat(of(Map.of("x-forwarded-host", "a", "x-forwarded-port", "81")).hosts())
        .containsExactly(new HostPort("a", 81));
    assertThat(of(Map.of("x-forwarded-host", "a")).hosts())
        .isEqualTo(List.of(new HostPort("a", 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forwarded",
        "x-forwarded-host",
        "x-forwarded-whatever",
        "x-original-url",
        "x-rewrite-url",
        "x-host",
        "x-http-method-override",
      })
  void forwardingFields_areKnown(String name) {
    assertThat(Forwarding.isForwarding(name)).isTrue();
    assertThat(Forwarding.isForwarding("accept-language")).isFalse();
  }

  private static Forwarding of(Map<String, String> fields) {
    return Forwarding.of(fields::get).orElseThrow();
  }
}
