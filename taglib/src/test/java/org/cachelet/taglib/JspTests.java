// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Tests of the tags in pages that Jasper compiles, in the container of the class path; one
 * application for all tests of a class, in which each test writes pages of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class JspTests {
  /** Counts what is made, and shows the number. */
  static final String MADE = "<%= org.cachelet.taglib.Made.next(\"x\") %>";

  /** Counts what is made. */
  static final String COUNT = "<% org.cachelet.taglib.Made.next(\"x\"); %>";

  final PassingTime time = new PassingTime();
  final Caches caches = caches();
  final JspSite site = new JspSite(temporary(), caches);
  private int pages;

  private Caches caches() {
    return Caches.builder()
        .withoutJmx()
        .time(time)
        .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
        .build();
  }

  /** Returns a new folder, which stays: Jasper keeps files open for as long as it likes. */
  static Path temporary() {
    try {
      return Files.createTempDirectory("jsp");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  final void begin() {
    Made.reset();
  }

  @AfterAll
  final void end() throws Exception {
    site.stop();
    caches.close();
  }

  /** Writes a page of a new name, with {@link JspSite#HEAD} before it, and returns its path. */
  final String page(String text) throws IOException {
    return file(JspSite.HEAD + text);
  }

  /** Writes a page of a new name, and returns its path. */
  final String file(String text) throws IOException {
    String path = "/p" + ++pages + ".jsp";
    site.file(path, text);
    return path;
  }

  /** Writes a page that has a session, with a new name, and returns its path. */
  final String pageWithSession(String text) throws IOException {
    return file(JspSite.HEAD.replace("session=\"false\"", "session=\"true\"") + text);
  }

  /** Returns the text of an error page. */
  static String unescaped(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(500);
    return response
        .body()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&#47;", "/")
        .replace("&amp;", "&");
  }
}
