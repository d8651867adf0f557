// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cachelet.filter.CapturingFilter.Mode;
import org.junit.jupiter.api.Test;

final class JettyCapturedTest extends CapturedContract {
  @Override
  RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception {
    return RunningServer.jetty(filter, pages);
  }

  @Test
  void detachedForward_isRefused_asJettyLooksAtItsOwnResponse() throws Exception {
    assertThat(get("forward", Mode.DETACHED).body()).isEqualTo("stale");
    assertThat(result().reason()).hasValue("abandoned");
  }
}
