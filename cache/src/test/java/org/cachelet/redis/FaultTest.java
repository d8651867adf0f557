// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisResponseTimeoutException;

final class FaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOADING Redis is loading the dataset in memory | SERVER_REFUSES",
        "NOAUTH Authentication required.                | SERVER_REFUSES",
        "WRONGPASS invalid username-password pair       | SERVER_REFUSES",
        "CLUSTERDOWN The cluster is down                | SERVER_REFUSES",
        "BUSY Redis is busy running a script.           | SERVER_REFUSES",
        "OOM command not allowed                        | COMMAND_REFUSED",
        "READONLY You can't write against a replica     | COMMAND_REFUSED",
        "MISCONF Redis is configured to save snapshots  | COMMAND_REFUSED",
        "NOPERM this user has no permissions            | COMMAND_REFUSED",
        "WRONGTYPE Operation against a key              | ANSWERED",
        "ERR unknown command                            | ANSWERED",
        "Unable to init enough connections amount!      | UNREACHABLE",
      })
  void kind_followsFromTheFirstWord(String message, Fault.Kind kind) {
    assertThat(Fault.of(new ExecutionException(new RedisException(message))).kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NOAUTH Authentication required.", "WRONGPASS invalid username-password pair"})
  void reason_saysWhatToDo_whenThePasswordIsWrong(String message) {
    assertThat(Fault.of(new RedisException(message)).reason())
        .isEqualTo(message.replace(".", "") + "; check user and password in its URL");
  }

  @Test
  void fault_isOfTheInnermostException() {
    assertThat(
            Fault.of(
                new ExecutionException(
                    new RedisException("Unexpected", new ConnectException("Connection refused")))))
        .isEqualTo(new Fault(Fault.Kind.UNREACHABLE, "Connection refused"));
  }

  @Test
  void kind_isUnreachable_whenRedissonFindsNoServer() {
    assertThat(Fault.of(new RedisNodeNotFoundException("Node hasn't been discovered")).kind())
        .isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(Fault.of(new RedisResponseTimeoutException("long words")))
        .isEqualTo(new Fault(Fault.Kind.UNREACHABLE, "no reply"));
  }

  @Test
  void kind_isUnreadable_whenDecodingFailed() {
    assertThat(Fault.of(new ExecutionException(new NumberFormatException("x"))).kind())
        .isEqualTo(Fault.Kind.UNREADABLE);
    assertThat(Fault.of(new ExecutionException(new NoClassDefFoundError("x"))).kind())
        .isEqualTo(Fault.Kind.UNREADABLE);
  }

  @Test
  void reason_hasNoParametersOfTheCommand() {
    String message =
        "NOPERM this user has no permissions to run the 'set' command. channel: [id: 1] command:"
            + " (SET), params: [key, secret]";
    assertThat(Fault.of(new RedisException(message)).reason())
        .isEqualTo("NOPERM this user has no permissions to run the 'set' command");
    assertThat(Fault.of(new RedisException("ERR " + "x".repeat(1000))).reason())
        .hasSize(203)
        .endsWith("...");
  }
}
