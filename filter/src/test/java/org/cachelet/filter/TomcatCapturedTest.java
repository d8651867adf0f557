// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cachelet.filter.CapturingFilter.Mode;
import org.junit.jupiter.api.Test;

final class TomcatCapturedTest extends CapturedContract {
  @Override
  RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception {
    return RunningServer.tomcat(filter, pages, true);
  }

  @Test
  void detachedForward_isCaptured() throws Exception {
    Captured captured = captured("forward", Mode.DETACHED);

    assertThat(captured.reason()).isEmpty();
    assertThat(captured.body()).isEqualTo("hello".getBytes(UTF_8));
  }
}
