// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users do wrong, each in an application of its own in one container, and what they read. With
 * {@code -Dmistakes=all} everything is tried in each container.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class MistakesContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final boolean ALL = "all".equals(System.getProperty("mistakes"));
  private static final String ASYNC = "<async-supported>true</async-supported>";
  private static final String FRAGMENT =
      "<%@ taglib prefix=\"cache\" uri=\"https://cachelet.org/tags\" %>"
          + "<cache:fragment name=\"a\" ttl=\"10m\">made</cache:fragment>";

  private final Distribution distribution;
  private RedisServer redis;
  private Container container;

  MistakesContract(Distribution distribution) {
    this.distribution = distribution;
  }

  /** An application that must not start, and a part of the one line that says why. */
  enum Stopped {
    NO_CORE("cachelet-filter is there without cachelet-cache: add this to WEB-INF/lib, too;") {
      @Override
      WebArchive archive() {
        return new WebArchive().without("cachelet-cache");
      }
    },
    TAGS_WITHOUT_CORE("cachelet-taglib is there without cachelet-cache: add this to WEB-INF/lib") {
      @Override
      WebArchive archive() {
        return new WebArchive().with(Bundle.JSP).without("cachelet-cache", "cachelet-filter");
      }
    },
    TAGS_WITHOUT_FILTER(
        "cachelet.page.all.path is a setting of cachelet-filter, which is not on the class path:") {
      @Override
      WebArchive archive() {
        return new WebArchive().with(Bundle.JSP).without("cachelet-filter");
      }
    },
    TWO_RELEASES("and cachelet-cache-0.0.9.jar, allowed is one: remove the older") {
      @Override
      WebArchive archive() {
        return new WebArchive().copying("cachelet-cache", "cachelet-cache-0.0.9.jar");
      }

      @Override
      String line() {
        return "WEB-INF/lib has cachelet-cache-0.0.9.jar and cachelet-cache-";
      }
    },
    NO_CAFFEINE("caffeine is not on the class path: add it to WEB-INF/lib; docs/install.md") {
      @Override
      WebArchive archive() {
        return new WebArchive().without("caffeine");
      }
    },
    NO_CODEC("commons-codec is not on the class path: add it to WEB-INF/lib; docs/install.md") {
      @Override
      WebArchive archive() {
        return new WebArchive().without("commons-codec");
      }
    },
    NO_REDISSON("but Redisson is not on the class path: add org.cachelet:cachelet-redis") {
      @Override
      WebArchive archive() {
        return new WebArchive().setting("cachelet.redis.url=redis://127.0.0.1");
      }
    },
    NO_KRYO("but kryo, snakeyaml are not on the class path: add org.cachelet:cachelet-redis") {
      @Override
      WebArchive archive() {
        return new WebArchive()
            .with(Bundle.REDIS)
            .without("kryo", "snakeyaml")
            .setting("cachelet.redis.url=redis://127.0.0.1");
      }
    },
    URL_OF_ANOTHER_KIND(
        "WEB-INF/cachelet.properties:5: cachelet.redis.url is 'http://127.0.0.1', allowed is") {
      @Override
      WebArchive archive() {
        return new WebArchive().setting("cachelet.redis.url=http://127.0.0.1");
      }
    },
    URL_WITH_A_WRONG_PORT(
        "WEB-INF/cachelet.properties:5: cachelet.redis.url is 'redis://127.0.0.1:66379', allowed") {
      @Override
      WebArchive archive() {
        return new WebArchive().setting("cachelet.redis.url=redis://127.0.0.1:66379");
      }
    },
    WRONG_PARAMETER("context-param: cachelet.page.all.ttl is 'soon', allowed is a duration") {
      @Override
      WebArchive archive() {
        return new WebArchive()
            .declaring(
                "<context-param><param-name>cachelet.page.all.ttl</param-name>"
                    + "<param-value>soon</param-value></context-param>");
      }
    };

    private final String line;

    Stopped(String line) {
      this.line = line;
    }

    abstract WebArchive archive();

    String line() {
      return line;
    }

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws IOException {
    redis = RedisServer.builder().option("requirepass", "right").start();
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    for (Stopped mistake : stopped()) {
      mistake.archive().metadataComplete().writeTo(webapps.resolve(mistake.path() + ".war"));
    }
    write(webapps, "twice", new WebArchive().declaring(filter("a", ASYNC) + filter("b", ASYNC)));
    write(webapps, "plain", new WebArchive().declaring(filter("a", ASYNC)));
    write(webapps, "sync", new WebArchive().declaring(filter("a", "")));
    write(webapps, "password", atRedis("redis://:wrong@127.0.0.1:" + redis.port()));
    if (ALL) { // it takes 10 s until Redisson gives up
      write(webapps, "tls", atRedis("rediss://:right@127.0.0.1:" + redis.port()));
      write(webapps, "host", atRedis("redis://no-such-host.invalid"));
    }
    write(
        webapps,
        "jsp",
        new WebArchive()
            .with(Bundle.JSP)
            .file("attribute.jsp", FRAGMENT.replace("ttl", "tll"))
            .file("undeclared.jsp", FRAGMENT.substring(FRAGMENT.indexOf("<cache")))
            .file(
                "jstl.jsp",
                "<%@ taglib prefix=\"c\" uri=\"jakarta.tags.core\" %><c:out value=\"x\"/>"));
    container = new Container(distribution, base);
    for (String name : List.of("twice", "plain", "sync", "password", "jsp")) {
      container.awaitReady("/" + name + "/inside/start"); // Jetty deploys after it listens
    }
  }

  /** Returns the mistakes that are tried. */
  private Set<Stopped> stopped() {
    return ALL
        ? EnumSet.allOf(Stopped.class)
        : EnumSet.of(
            Stopped.NO_CORE,
            Stopped.TAGS_WITHOUT_FILTER,
            Stopped.TWO_RELEASES,
            Stopped.NO_CODEC,
            Stopped.WRONG_PARAMETER);
  }

  private static void write(Path webapps, String name, WebArchive archive) throws IOException {
    archive.metadataComplete().writeTo(webapps.resolve(name + ".war"));
  }

  private static WebArchive atRedis(String url) {
    return new WebArchive().with(Bundle.REDIS).setting("cachelet.redis.url=" + url);
  }

  private static String filter(String name, String more) {
    return """
          <filter>
            <filter-name>%1$s</filter-name>
            <filter-class>org.cachelet.filter.PageCacheFilter</filter-class>
            %2$s
          </filter>
          <filter-mapping><filter-name>%1$s</filter-name><url-pattern>/*</url-pattern></filter-mapping>
        """
        .formatted(name, more);
  }

  @AfterAll
  void stop() throws Exception {
    container.stop();
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("stopped")
  void application_doesNotStart_andOneLineSaysWhatToDo(Stopped mistake) throws Exception {
    await().atMost(PATIENCE).until(() -> container.log().contains(mistake.line()));
    assertThat(container.get("/" + mistake.path() + "/page/a").statusCode()).isIn(404, 503);
  }

  @Test
  void secondFilter_isNamed_andDoesNoHarm() throws Exception {
    assertHit("/twice/page/a");
    assertThat(container.log())
        .containsOnlyOnce("the page cache is there twice, as filter a and filter b: a request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/plain/page/a", "/plain/forward/b", "/plain/async", "/sync/page/a"})
  void page_isAHit_whenTheFilterHasNoDispatchersOrIsNotAsynchronous(String path) throws Exception {
    assertHit(path);
  }

  @Test
  void asynchronousServlet_isRefusedByTomcat_whichNamesTheFilter() throws Exception {
    if (distribution.isTomcat()) {
      assertThat(container.get("/sync/async").statusCode()).isEqualTo(500);
      assertThat(container.log())
          .contains("do not support async [org.cachelet.filter.PageCacheFilter]");
    } else {
      assertHit("/sync/async");
    }
  }

  @ParameterizedTest
  @MethodSource("withoutRedis")
  void application_startsWithoutRedis_andOneLineSaysWhy(String row) throws Exception {
    String[] words = row.split(" \\| ", -1);
    assertHit("/" + words[0] + "/page/a");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(container.log().lines().filter(line -> line.contains(words[1])))
                    .singleElement()
                    .asString()
                    .contains("Redis at ")
                    .contains(words[2] + ": pages are made without it until it answers"));
  }

  private List<String> withoutRedis() {
    String password =
        "password | refuses all commands (WRONGPASS | ; check user and password in its URL)";
    return ALL
        ? List.of(
            password,
            "tls | cannot be reached (no reply; | or is not for TLS: redis://)",
            "host | Redis at no-such-host.invalid:6379 cannot be reached (Failed to resolve | )")
        : List.of(password);
  }

  @Test
  void jspMistakes_areToldByTheContainer() throws Exception {
    assertThat(container.get("/jsp/attribute.jsp").statusCode()).isEqualTo(500);
    assertThat(container.get("/jsp/jstl.jsp").statusCode()).isEqualTo(500);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(logs())
                    .contains("Attribute [tll] invalid for tag [fragment] according to TLD")
                    .contains("jakarta.tags.core"));
    assertThat(container.get("/jsp/undeclared.jsp").body()).contains("<cache:fragment");
  }

  /** Returns all that the container wrote, to its files too. */
  private String logs() throws IOException {
    StringBuilder all = new StringBuilder(container.log());
    Path folder = container.webapps().resolveSibling("logs");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  private void assertHit(String path) throws Exception {
    String first = container.get(path).body();
    assertThat(container.get(path))
        .satisfies(hit -> assertThat(hit.body()).isEqualTo(first))
        .satisfies(hit -> assertThat(hit.headers().firstValue("Age")).isPresent());
  }
}
