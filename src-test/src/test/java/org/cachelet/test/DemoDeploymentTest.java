// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's WAR, dropped into containers as it is, below a path of its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class DemoDeploymentTest {
  private static final List<String> PATHS =
      List.of("/shop/", "/shop/catalog", "/shop/product/17", "/shop/help", "/shop/stores");

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void templatesAndJsps_areHits_atTheSecondVisit(
      Distribution distribution, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base)
      throws Exception {
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    Files.copy(Path.of("target/demo.war"), webapps.resolve("shop.war"));
    Container container = new Container(distribution, base);
    try {
      container.awaitReady("/shop/");
      for (String path : PATHS) {
        container.get(path);
        HttpResponse<String> hit = container.get(path);
        assertThat(hit.headers().firstValue("Cache-Status").orElse(""))
            .as(path)
            .startsWith("Cachelet; hit; ttl=");
        assertThat(hit.body()).as(path).contains("href=\"/shop/login\"", "href=\"/shop/stores\"");
        assertThat(hit.body()).as(path).doesNotContainPattern("(src|href|action)=\"/(?!shop/)");
      }
      assertThat(container.log()).doesNotContain("SEVERE", "Exception");
    } finally {
      container.stop();
    }
  }
}
