// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.cachelet.filter.CapturingFilter.Mode;
import org.cachelet.filter.RawExchange.Answer;
import org.junit.jupiter.api.Test;

class TomcatUnchangedTest extends UnchangedContract {
  @Override
  RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception {
    return RunningServer.tomcat(filter, pages, false);
  }

  @Override
  Set<String> differing() {
    return Set.of("error-after-text", "exception-after-text", "forward-to-empty");
  }

  @Test
  final void errorPage_differsInCharsetCaseOnly_afterText() throws Exception {
    Answer bare = get("GET", "error-after-text", Mode.BARE);
    Answer held = get("GET", "error-after-text", Mode.HELD);

    // Tomcat's report chooses its charset again, as no writer of Tomcat was used before.
    assertThat(bare.fields()).contains("Content-Type: text/html;charset=UTF-8");
    assertThat(held.fields()).contains("Content-Type: text/html;charset=utf-8");
    assertThat(held.body()).isEqualTo(bare.body()).contains("500");
  }

  @Test
  final void textBeforeException_isReplacedByErrorPage() throws Exception {
    Answer held = get("GET", "exception-after-text", Mode.HELD);

    assertThat(get("GET", "exception-after-text", Mode.BARE).body()).isEqualTo("gone");
    assertThat(held.status()).isEqualTo("HTTP/1.1 500 ");
    assertThat(held.body()).contains("HTTP Status 500").doesNotContain("gone");
  }

  @Test
  final void emptyForward_getsCharset_becauseTomcatClosesTheWriterOfWrappers() throws Exception {
    assertThat(get("GET", "forward-to-empty", Mode.HELD).fields())
        .contains("Content-Type: text/html;charset=ISO-8859-1");
  }
}
