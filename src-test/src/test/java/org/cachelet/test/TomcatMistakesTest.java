// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

final class TomcatMistakesTest extends MistakesContract {
  TomcatMistakesTest() {
    super(Distribution.TOMCAT_11);
  }

  @Test
  void wrongSettingsOfTheProcess_areAllNamed(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base)
      throws Exception {
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    new WebArchive().metadataComplete().writeTo(webapps.resolve("shop.war"));
    Container container =
        new Container(
            Distribution.TOMCAT_11,
            base,
            Map.of(
                "CACHELET_PAGE_ALL_TTL", "soon",
                "JAVA_TOOL_OPTIONS", "-Dcachelet.page.all.max-body=huge"));
    try {
      assertThat(container.log())
          .contains(
              "CACHELET_PAGE_ALL_TTL in the environment: cachelet.page.all.ttl is 'soon', allowed")
          .contains("system property: cachelet.page.all.max-body is 'huge', allowed is");
      assertThat(container.get("/shop/page/a").statusCode()).isEqualTo(404);
    } finally {
      container.stop();
    }
  }
}
