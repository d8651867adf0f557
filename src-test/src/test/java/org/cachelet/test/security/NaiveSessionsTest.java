// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cases notice sessions that are kept with the usual mistakes. */
final class NaiveSessionsTest {
  private static final int MUST_FAIL = 25;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void suite_fails_whenSessionsAreNaive() throws Exception {
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    try (SessionSite site = new SessionSite(SessionStoreKind.NAIVE)) {
      for (SessionCase one : SessionCases.all()) {
        (fails(site, one) ? failed : passed).add(one.id());
      }
    }
    System.out.println(failed.size() + " cases fail, these do not: " + passed);
    assertThat(failed).hasSizeGreaterThanOrEqualTo(MUST_FAIL);
  }

  private static boolean fails(SessionSite site, SessionCase one) throws Exception {
    try {
      one.script().run(site);
      return false;
    } catch (AssertionError e) {
      return true;
    } catch (RuntimeException e) {
      return false; // its bytes are others than the case takes apart
    }
  }
}
