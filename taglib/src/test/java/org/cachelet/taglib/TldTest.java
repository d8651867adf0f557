// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The description of the tags, against the classes. */
final class TldTest {
  static List<Named<Element>> tags() throws Exception {
    try (InputStream in = TldTest.class.getResourceAsStream("/META-INF/cachelet.tld")) {
      Element taglib =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Objects.requireNonNull(in))
              .getDocumentElement();
      return children(taglib, "tag").stream().map(tag -> Named.of(text(tag, "name"), tag)).toList();
    }
  }

  @Test
  void allTags_areThere() throws Exception {
    assertThat(tags())
        .extracting(Named::getName)
        .containsExactlyInAnyOrder(
            "fragment", "vary", "tag", "forEach", "include", "hole", "evict", "page", "refuse");
  }

  @ParameterizedTest
  @MethodSource("tags")
  void tag_hasTheAttributesOfItsClass_eachDescribed(Element tag) throws Exception {
    assertThat(text(tag, "description")).isNotBlank().endsWith(".");
    Class<?> type = Class.forName(text(tag, "tag-class"));
    List<String> described = new ArrayList<>();
    for (Element attribute : children(tag, "attribute")) {
      String name = text(attribute, "name");
      described.add(name);
      assertThat(text(attribute, "description")).as(name).isNotBlank().endsWith(".");
      if (text(attribute, "required").equals("false")) {
        assertThat(text(attribute, "description"))
            .as("what %s is if it is not there", name)
            .containsAnyOf("Without it", "by default", "By default", "the default");
      }
      assertThat(children(attribute, "required")).as(name).hasSize(1);
      assertThat(setter(type, name).getParameterTypes()[0].getName())
          .as(name)
          .isEqualTo(typeOf(attribute));
    }
    assertThat(described).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names(type));
  }

  @ParameterizedTest
  @MethodSource("tags")
  void tag_hasTheAttributesThatThePageTells(Element tag) throws Exception {
    List<String> lines = Files.readAllLines(Path.of("../docs/fragments.md"));
    String row = lineWith("| `" + text(tag, "name") + "` | ", lines);
    Set<String> told = words(row.substring(row.lastIndexOf(" | ")));
    if (row.contains("those of fragments")) {
      int start = lines.indexOf(lineWith("Those of fragments: ", lines));
      told.addAll(words(String.join(" ", lines.subList(start, start + 2))));
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            children(tag, "attribute").stream().map(each -> text(each, "name")).toList());
  }

  private static String lineWith(String start, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Pattern.compile("`(\\w+)`").matcher(text).results().forEach(word -> words.add(word.group(1)));
    return words;
  }

  private static String typeOf(Element attribute) {
    if (!children(attribute, "deferred-value").isEmpty()) {
      return "jakarta.el.ValueExpression";
    }
    return children(attribute, "type").isEmpty() ? "java.lang.String" : text(attribute, "type");
  }

  private static List<String> names(Class<?> type) {
    return setters(type)
        .map(method -> method.getName().substring(3))
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .toList();
  }

  private static Method setter(Class<?> type, String name) {
    String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return setters(type)
        .filter(method -> method.getName().equals(setter))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the setters of our classes, without those that the container calls. */
  private static Stream<Method> setters(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().startsWith("set"))
        .filter(method -> method.getDeclaringClass().getName().startsWith("org.cachelet."))
        .filter(method -> !method.getName().equals("setJspId"));
  }

  private static String text(Element parent, String name) {
    return children(parent, name).get(0).getTextContent().strip();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> all = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        all.add(element);
      }
    }
    return all;
  }
}
