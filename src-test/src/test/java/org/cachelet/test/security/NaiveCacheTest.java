// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases notice a cache that makes mistakes. */
final class NaiveCacheTest {
  private static final int MUST_FAIL = 100;

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void suite_fails_whenTheCacheIsNaive(ContainerKind container) throws Exception {
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    try (Servers servers = new Servers(container, Server.Cache.NAIVE)) {
      for (Case one : Cases.all()) {
        (fails(servers, one) ? failed : passed).add(one.id());
      }
    }
    System.out.println(container + ": " + failed.size() + " cases fail, these do not: " + passed);
    assertThat(failed).hasSizeGreaterThanOrEqualTo(MUST_FAIL);
  }

  private static boolean fails(Servers servers, Case one) throws Exception {
    try {
      servers.run(one);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}
