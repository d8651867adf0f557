// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.cache.Invalidation.Depth;
import org.cachelet.filter.http.Fuzz;
import org.cachelet.filter.http.Origin;
import org.cachelet.filter.http.PageUri;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Forms that invalidate are read as they were sent, or refused with one sentence. */
final class InvalidationFormFuzzTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final PageUri HERE = new PageUri(new Origin("http", "a", 80), "/app", "/app/x");

  @TestFactory
  Stream<DynamicTest> property_holdsForWhateverComes() {
    Map<String, Fuzz.Property> properties = new LinkedHashMap<>();
    properties.put("what is named is read back", InvalidationFormFuzzTest::named);
    properties.put("forms are read or refused", InvalidationFormFuzzTest::noise);
    properties.put("a wrong form is refused", InvalidationFormFuzzTest::wrong);
    return Fuzz.tests(properties);
  }

  private static void named(Random random) {
    Map<String, String[]> fields = fields(random);
    InvalidationForm form = InvalidationForm.of(request(fields, FORM + "; charset=UTF-8", 10L));
    assertThat(form.tags()).isEqualTo(Set.of(values(fields, "tag")));
    assertThat(form.paths()).isEqualTo(Set.of(values(fields, "path")));
    assertThat(form.everything()).isFalse();
    boolean soft = List.of(values(fields, "depth")).contains("soft");
    assertThat(form.depth()).isEqualTo(soft ? Depth.SOFT : Depth.HARD);
  }

  private static void noise(Random random) {
    Map<String, String[]> fields = random.nextBoolean() ? fields(random) : new HashMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      String name = Fuzz.oneOf(random, List.of("tag", "path", "depth", "all", Fuzz.text(random)));
      String start = Fuzz.oneOf(random, List.of("", "/", "soft", "true"));
      fields.put(name, new String[] {start + Fuzz.text(random)});
    }
    try {
      InvalidationForm form = InvalidationForm.of(request(fields, FORM, random.nextInt(70_000)));
      assertThat(form.everything()).isEqualTo(form.tags().isEmpty() && form.paths().isEmpty());
      assertThat(form.tags()).noneMatch(tag -> tag.isEmpty() || tag.indexOf('\n') >= 0);
      assertThat(form.paths())
          .allMatch(path -> HERE.inApplication(path).path().startsWith("/"))
          .noneMatch(path -> path.indexOf('?') >= 0);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("[a-zA-Z0-9 ,/=-]+");
    }
  }

  private static void wrong(Random random) {
    Map<String, String[]> fields = fields(random);
    String type = FORM;
    long length = random.nextInt(65_537);
    switch (random.nextInt(8)) {
      case 0 -> fields.put("x" + Fuzz.text(random), new String[] {""});
      case 1 -> fields.put("all", new String[] {"true"});
      case 2 -> fields.put("depth", new String[] {"soft", "soft"});
      case 3 -> fields.put("tag", new String[] {"a", Fuzz.text(random) + "\u0085"});
      case 4 -> fields.put("path", new String[] {"/a", Fuzz.text(random) + "?"});
      case 5 -> type = Fuzz.oneOf(random, List.of("text/plain", "", FORM + "x", "x;" + FORM));
      case 6 -> length = Fuzz.oneOf(random, List.of(-1L, 65_537L, Long.MAX_VALUE));
      default -> fields.put("tag", many());
    }
    HttpServletRequest request = request(fields, type, length);
    assertThat(refused(request)).as("%s", fields.keySet()).isTrue();
  }

  private static boolean refused(HttpServletRequest request) {
    try {
      InvalidationForm.of(request);
      return false;
    } catch (IllegalArgumentException e) {
      return true; // no other exception may come
    }
  }

  private static String[] many() {
    return Stream.iterate(0, i -> i + 1).limit(501).map(i -> "t" + i).toArray(String[]::new);
  }

  /** Returns the fields of a form that is right, without values that are sent twice. */
  private static Map<String, String[]> fields(Random random) {
    Map<String, String[]> fields = new HashMap<>();
    List<String> tags = new ArrayList<>(List.of("first"));
    List<String> paths = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      tags.add(left + Fuzz.word(random) + Fuzz.oneOf(random, List.of("", " ", "\u20ac", "?", "%")));
      paths.add("/" + left + Fuzz.oneOf(random, List.of("", ";a", "//", "/..", "%2", "\u00e9")));
    }
    fields.put("tag", tags.toArray(String[]::new));
    fields.put("path", paths.toArray(String[]::new));
    if (random.nextBoolean()) {
      fields.put("depth", new String[] {random.nextBoolean() ? "soft" : "hard"});
    }
    return fields;
  }

  private static String[] values(Map<String, String[]> fields, String name) {
    return fields.getOrDefault(name, new String[0]);
  }

  /** Returns a request as a container shows it that read the form. */
  private static HttpServletRequest request(
      Map<String, String[]> fields, String type, long length) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            InvalidationFormFuzzTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentType" -> type;
                  case "getContentLengthLong" -> length;
                  case "getParameterMap" -> fields;
                  default -> null;
                });
  }
}
