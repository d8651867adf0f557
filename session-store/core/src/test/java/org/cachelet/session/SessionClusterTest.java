// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.session.SessionNodes.TIMEOUT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions whose keys are on several masters. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class SessionClusterTest {
  @Test
  void everything_works_overAllSlots() {
    try (RedisCluster cluster = RedisCluster.start();
        Sessions sessions = SessionNodes.open(cluster.url())) {
      List<Session> begun = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Session session = sessions.create(TIMEOUT);
        session.begin();
        session.setAttribute("i", i);
        session.setUser("ada");
        session.end();
        begun.add(session);
      }
      for (int i = 0; i < 30; i++) {
        Session session = sessions.find(begun.get(i).id()).orElseThrow();
        assertThat(session.attribute("i")).isEqualTo(i);
        assertThat(sessions.find(session.changeId())).isPresent();
      }
      assertThat(sessions.admin().count()).isEqualTo(30);
      assertThat(sessions.admin().endAll("ada")).isEqualTo(30);
      SessionNodes.awaitTrue(() -> sessions.admin().count() == 0);
    }
  }
}
