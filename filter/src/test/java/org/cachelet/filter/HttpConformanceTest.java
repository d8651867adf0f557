// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cachelet.filter.http.HttpProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The page cache against the sentences of the RFCs: what docs/http.md says is shown here. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class HttpConformanceTest {
  private static final Path PAGE = Path.of("..", "docs", "http.md");
  private static final Path TESTS = Path.of("src", "test", "java", "org", "cachelet", "filter");
  private static final Pattern TABLE_ROW = Pattern.compile("\\| .* \\| ([^|]*) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Map<String, HttpSite> SITES = new HashMap<>();

  private static List<HttpRow> rows() {
    List<HttpRow> rows = new ArrayList<>();
    rows.addAll(HttpConformanceStoring.rows());
    rows.addAll(HttpConformanceReuse.rows());
    rows.addAll(HttpConformanceFreshness.rows());
    rows.addAll(HttpConformanceValidation.rows());
    rows.addAll(HttpConformanceDirectives.rows());
    rows.addAll(HttpConformanceSemantics.rows());
    rows.addAll(HttpConformanceRanges.rows());
    rows.addAll(HttpConformanceExtensions.rows());
    return rows;
  }

  @AfterAll
  static void stop() throws Exception {
    for (HttpSite site : SITES.values()) {
      site.stop();
    }
    SITES.clear();
  }

  @TestFactory
  Stream<DynamicNode> row_isAsTheRfcWantsIt() {
    return Stream.of(HttpProfile.values())
        .flatMap(
            profile ->
                Stream.of(
                    tests("Jetty", WebServer::jetty, profile),
                    tests("Tomcat", WebServer::tomcat, profile)));
  }

  private static DynamicNode tests(String name, HttpSite.Start container, HttpProfile profile) {
    String title = name + ", " + profile;
    return DynamicContainer.dynamicContainer(
        title,
        rows().stream()
            .filter(row -> row.isFor(profile))
            .map(
                row ->
                    DynamicTest.dynamicTest(
                        row + " (" + title + ")", () -> site(title, container, profile).run(row))));
  }

  private static HttpSite site(String title, HttpSite.Start container, HttpProfile profile)
      throws Exception {
    HttpSite site = SITES.get(title);
    if (site == null) {
      site = HttpSite.start(container, profile);
      SITES.put(title, site);
    }
    return site;
  }

  @Test
  void rows_haveIdsOfTheirOwn() {
    assertThat(rows().stream().map(HttpRow::id)).doesNotHaveDuplicates();
  }

  @Test
  void page_namesEachRow_andNoOther() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String text : shownBy()) {
      if (Character.isDigit(text.charAt(0))) {
        named.add(text);
      } else {
        assertThat(TESTS).as(text).satisfies(tests -> requireTest(text));
      }
    }
    assertThat(named).isEqualTo(new TreeSet<>(rows().stream().map(HttpRow::id).toList()));
  }

  private static void requireTest(String name) throws IOException {
    int dot = name.indexOf('.');
    Path source = TESTS.resolve(name.substring(0, dot).replace('/', '.') + ".java");
    Path inHttp = TESTS.resolve("http").resolve(source.getFileName());
    String text = Files.readString(Files.exists(source) ? source : inHttp);
    assertThat(text).contains(" " + name.substring(dot + 1) + "(");
  }

  /** Returns what stands in the last column of the page's tables in code letters. */
  private static Set<String> shownBy() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = TABLE_ROW.matcher(line);
      if (row.matches() && line.startsWith("| ") && isRequirement(line)) {
        Matcher code = CODE.matcher(row.group(1));
        while (code.find()) {
          names.add(code.group(1));
        }
      }
    }
    return names;
  }

  /** Returns whether the second column of a table row is a level of RFC 2119. */
  private static boolean isRequirement(String line) {
    return Stream.of("MUST", "SHOULD", "MAY", "ought", "fact")
        .anyMatch(l -> line.contains("| " + l));
  }
}
