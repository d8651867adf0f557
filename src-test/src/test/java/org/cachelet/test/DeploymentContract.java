// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Applications with Cachelet in WEB-INF/lib, deployed into one container: {@code dropped} has only
 * the jars, {@code complete} has a web.xml that forbids to look for annotations and fragments, and
 * {@code declared} declares the filter itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class DeploymentContract {
  private static final int REDEPLOYMENTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Distribution distribution;
  private Container container;

  DeploymentContract(Distribution distribution) {
    this.distribution = distribution;
  }

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws IOException {
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    new WebArchive().writeTo(webapps.resolve("dropped.war"));
    new WebArchive().metadataComplete().writeTo(webapps.resolve("complete.war"));
    new WebArchive().declaringTheFilter().writeTo(webapps.resolve("declared.war"));
    new WebArchive().setting("cachelet.filter.register=off").writeTo(webapps.resolve("off.war"));
    new WebArchive().declaringALogin().writeTo(webapps.resolve("login.war"));
    new WebArchive()
        .setting("cachelet.page.news.tll=1m", "cachelet.page.all.max-body=huge")
        .writeTo(webapps.resolve("wrong.war"));
    again().writeTo(webapps.resolve("again.war"));
    container = new Container(distribution, base);
    for (String name : Set.of("dropped", "complete", "declared", "off", "again")) {
      container.awaitReady("/" + name + "/inside/start");
    }
  }

  @AfterAll
  void stop() throws Exception {
    container.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "complete", "declared"})
  void filter_isThereOnce(String application) throws Exception {
    assertThat(container.get("/" + application + "/inside/filters").body().lines())
        .containsOnlyOnce("org.cachelet.filter.PageCacheFilter");
    HttpResponse<String> miss = container.get("/" + application + "/page/once");
    assertThat(miss.body()).isEqualTo("/once made 1");
    assertThat(miss.headers().allValues("Cache-Status"))
        .containsExactly("Cachelet; fwd=uri-miss; stored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "complete", "declared"})
  void page_isAHit_atTheSecondVisit(String application) throws Exception {
    assertHit("/" + application + "/page/a", "/a made 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "complete", "declared"})
  void forwardedPage_isWhole_andAHitAtTheSecondVisit(String application) throws Exception {
    assertHit("/" + application + "/forward/b", "/b made 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "complete", "declared"})
  void asynchronousPage_isAHit_atTheSecondVisit(String application) throws Exception {
    assertHit("/" + application + "/async", "made 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropped", "complete", "declared"})
  void errorPage_isTheApplicationsOwn(String application) throws Exception {
    for (String visit : Set.of("first", "second")) {
      for (Map.Entry<String, Integer> failing : Map.of("404", 404, "exception", 500).entrySet()) {
        HttpResponse<String> response =
            container.get("/" + application + "/fail/" + failing.getKey());
        assertThat(response.statusCode()).as(visit).isEqualTo(failing.getValue());
        assertThat(response.body()).as(visit).isEqualTo("Sorry: " + failing.getValue());
      }
    }
  }

  @Test
  void nothingIsCached_whenTheFilterIsNotToRegister() throws Exception {
    assertThat(container.get("/off/inside/filters").body()).doesNotContain("org.cachelet");
    container.get("/off/page/a");
    HttpResponse<String> second = container.get("/off/page/a");
    assertThat(second.body()).isEqualTo("/a made 2");
    assertThat(second.headers().map()).doesNotContainKeys("age", "cache-status", "etag");
  }

  @Test
  void storedPage_isNotForStrangers_whenALoginFilterIsDeclared() throws Exception {
    container.get("/login/page/a", "X-Word", "sesame");
    HttpResponse<String> member = container.get("/login/page/a", "X-Word", "sesame");
    assertThat(member.body()).isEqualTo("/a made 1");
    assertThat(member.headers().firstValue("Age")).isPresent();
    HttpResponse<String> stranger = container.get("/login/page/a");
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.body()).doesNotContain("made 1");
  }

  @Test
  void application_doesNotStart_whenASettingIsWrong() throws Exception {
    await().atMost(PATIENCE).until(() -> container.log().contains("its settings are wrong"));
    assertThat(container.log())
        .contains(
            "WEB-INF/cachelet.properties:5: cachelet.page.news.tll is not a setting, did you mean"
                + " cachelet.page.news.ttl?")
        .contains(
            "WEB-INF/cachelet.properties:6: cachelet.page.all.max-body is 'huge', allowed is");
    assertThat(container.get("/wrong/page/a").statusCode()).isIn(404, 503);
  }

  @Test
  void nothingIsLeft_whenAnApplicationWasRedeployedAndUndeployed() throws Exception {
    Path war = container.webapps().resolve("again.war");
    Set<String> beans = useAgain();
    int loaders = container.applicationLoaders();
    for (int i = 0; i < REDEPLOYMENTS; i++) {
      String before = container.get("/again/inside/start").body();
      again().writeTo(war);
      await()
          .atMost(PATIENCE)
          .until(
              () -> container.get("/again/inside/start"),
              now -> now.statusCode() == 200 && !now.body().equals(before));
      assertThat(useAgain()).hasSameSizeAs(beans); // named otherwise where starts overlap stops
    }
    await("no class loader is left over")
        .atMost(PATIENCE)
        .until(container::applicationLoaders, now -> now <= loaders);
    Files.delete(war);
    await().atMost(PATIENCE).until(() -> container.get("/again/page/a").statusCode() == 404);
    await().atMost(PATIENCE).until(() -> container.threads().isEmpty());
    assertThat(container.beansOf("/again")).isEmpty();
  }

  /** Returns the application that is deployed again and again: its values are stale at once. */
  private static WebArchive again() {
    return new WebArchive()
        .setting(
            "cachelet.cache.values.ttl=1ms", "cachelet.cache.values.stale-while-revalidate=1h");
  }

  /** Makes the application use pages, values and a thread of the cache; returns its beans. */
  private Set<String> useAgain() throws Exception {
    assertHit("/again/page/a", "/a made 1");
    await()
        .atMost(PATIENCE)
        .until(() -> Integer.parseInt(container.get("/again/value").body()) > 1);
    assertThat(container.threads()).isNotEmpty();
    Set<String> beans = container.beansOf("/again");
    assertThat(beans).hasSizeGreaterThan(2);
    return beans;
  }

  private void assertHit(String path, String body) throws Exception {
    assertThat(container.get(path).body()).isEqualTo(body);
    HttpResponse<String> hit = container.get(path);
    assertThat(hit.body()).isEqualTo(body);
    assertThat(hit.headers().firstValue("Age")).isPresent();
    assertThat(hit.headers().allValues("Cache-Status"))
        .singleElement()
        .asString()
        .startsWith("Cachelet; hit; ttl=");
  }
}
