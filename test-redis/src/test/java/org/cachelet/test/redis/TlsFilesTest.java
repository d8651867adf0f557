// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server speaks TLS with a certificate made for it. */
final class TlsFilesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource(RedisVersion.class)
  void server_speaksOnlyTls_whenItHasACertificate(RedisVersion version) throws IOException {
    assumeTrue(RedisServer.isAvailable(version), RedisServer.whyUnavailable(version));
    try (TlsFiles files = TlsFiles.make();
        RedisServer server = RedisServer.builder().version(version).tls(files).start()) {
      assertThat(server.command("SET", "key", "value")).isEqualTo("OK");
      assertThat(server.url()).startsWith("rediss://");
      assertThat(files.trustStore()).exists();
      assertThatThrownBy(() -> ping(SocketFactory.getDefault(), server))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ping(SSLSocketFactory.getDefault(), server))
          .isInstanceOf(SSLException.class);
    }
  }

  private static void ping(SocketFactory sockets, RedisServer server) throws IOException {
    try (RespConnection connection = new RespConnection(sockets, server.port(), LIMIT)) {
      connection.call(RespConnection.bytes("PING"));
    }
  }
}
