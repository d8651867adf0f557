// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All cases in one container. The container is started once for all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class SecurityContract {
  private final ContainerKind container;
  private final Map<Group, Integer> passed = new EnumMap<>(Group.class);
  private final Servers servers;
  private final long started = System.nanoTime();

  SecurityContract(ContainerKind container) throws Exception {
    this.container = container;
    this.servers = new Servers(container, Server.Cache.CACHELET);
  }

  static List<Case> cases() {
    return Cases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  final void nobody_getsWhatIsNotTheirs(Case one) throws Exception {
    servers.run(one);
    passed.merge(one.group(), 1, Integer::sum);
  }

  @AfterAll
  final void tell() throws Exception {
    servers.close();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    int all = passed.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(
        container
            + ": "
            + all
            + " of "
            + cases().size()
            + " cases, "
            + passed
            + ", "
            + millis
            + " ms");
  }
}
