// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One WAR in the containers that the build has unpacked: Tomcat and Jetty, and with the profile
 * {@code matrix} all that can be had. {@code -Dmatrix.only=WildFly} tries those that begin so.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class MatrixTest {
  private static final String ONLY = System.getProperty("matrix.only", "");
  private static final boolean WHOLE = Boolean.getBoolean("matrix.whole");
  private static final Table TABLE = new Table();

  @BeforeAll
  static void requireRedis() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @AfterAll
  static void publish() throws IOException {
    TABLE.publish(Path.of("target", "containers.md"));
  }

  static Stream<Product> products() {
    return Stream.of(
            new Tomcat("10.1.59"),
            new Tomcat("11.0.24"),
            new Jetty("12.0.38", "ee10"),
            new Jetty("12.1.12", "ee10"),
            new Jetty("12.1.12", "ee11"),
            new WildFly("39.0.1.Final"),
            new OpenLiberty("26.0.0.3"),
            new GlassFish("GlassFish 7.0.21", "glassfish7", 17, 21),
            new GlassFish("GlassFish 8.0.0", "glassfish8", 21, Integer.MAX_VALUE),
            new GlassFish("Payara 6.2025.10", "payara6", 17, Integer.MAX_VALUE))
        .filter(product -> product.toString().startsWith(ONLY) && product.isThere())
        .filter(product -> product.runsOn(Runtime.version().feature()));
  }

  /** Returns those that have an adapter; by default none, since other tests try these adapters. */
  static Stream<Product> productsWithSessionAdapter() {
    return WHOLE ? products().filter(Product::hasSessionAdapter) : Stream.empty();
  }

  @ParameterizedTest
  @MethodSource("products")
  @Execution(ExecutionMode.CONCURRENT)
  void everyFeature_works(Product product, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base)
      throws Exception {
    tryOut(product, SessionsBy.FILTER, base);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("productsWithSessionAdapter")
  @Execution(ExecutionMode.CONCURRENT)
  void everyFeature_works_withTheSessionAdapter(
      Product product, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws Exception {
    tryOut(product, SessionsBy.ADAPTER, base);
  }

  private static void tryOut(Product product, SessionsBy sessions, Path base) throws Exception {
    SoftAssertions failures = new SoftAssertions();
    try (RedisServer redis = RedisServer.start();
        Server server = new Server(product, base, sessions, redis.url())) {
      if (product.hasVirtualThreads()) {
        failures.assertThat(server.get("/state/thread").body()).startsWith("VirtualThread");
      }
      for (Feature feature : Feature.values()) {
        failures.check(
            () -> TABLE.note(product, sessions, feature, () -> feature.check(server, redis)));
      }
    }
    failures.assertThat(VirtualThreads.pinned(base)).as("pinned virtual threads").isEmpty();
    failures.assertAll();
  }
}
