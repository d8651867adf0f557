// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementProcessor;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What editors are told of the dialect is what it has. */
final class DialectSchemaTest {
  private final CacheletDialect dialect = new CacheletDialect();
  private Document schema;

  @BeforeEach
  void read() throws Exception {
    try (InputStream in = CacheletDialect.class.getResourceAsStream("Cachelet-Dialect.xml")) {
      schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  @Test
  void schema_describesEachAttributeAndElementThatTemplatesMayHave() {
    Set<String> attributes = new TreeSet<>(Names.OF_FRAGMENTS);
    attributes.addAll(Names.MAIN);
    attributes.add(Names.HOLE_ATTRIBUTE);
    assertThat(names("attribute-processor")).containsExactlyInAnyOrderElementsOf(attributes);
    assertThat(names("element-processor")).containsExactlyInAnyOrderElementsOf(Names.ELEMENTS);
    assertThat(names("expression-object"))
        .containsExactlyElementsOf(
            dialect.getExpressionObjectFactory().getAllExpressionObjectNames());
  }

  @Test
  void schema_describesWhateverHasAProcessor() {
    Set<String> attributes = new HashSet<>();
    Set<String> elements = new HashSet<>();
    for (IProcessor each : dialect.getProcessors(CacheletDialect.PREFIX)) {
      IElementProcessor processor = (IElementProcessor) each;
      if (processor.getMatchingAttributeName() != null
          && !processor.getMatchingAttributeName().isMatchingAllAttributes()
          && processor.getMatchingAttributeName().getMatchingAttributeName() != null) {
        attributes.add(
            processor.getMatchingAttributeName().getMatchingAttributeName().getAttributeName());
      }
      if (processor.getMatchingElementName() != null
          && processor.getMatchingElementName().getMatchingElementName() != null) {
        elements.add(processor.getMatchingElementName().getMatchingElementName().getElementName());
      }
    }
    attributes.remove(Names.WORK);
    attributes.remove("xmlns:cache"); // the declaration of the prefix
    elements.remove(Names.WORK);
    assertThat(names("attribute-processor")).containsAll(attributes);
    assertThat(attributes).containsExactlyInAnyOrder("fragment", "each", "hole");
    assertThat(names("element-processor")).containsExactlyInAnyOrderElementsOf(elements);
  }

  @Test
  void schema_isThatOfTheDialect() throws Exception {
    Element root = schema.getDocumentElement();
    assertThat(root.getAttribute("prefix")).isEqualTo(CacheletDialect.PREFIX);
    assertThat(root.getAttribute("namespace-uri")).isEqualTo("urn:cachelet:thymeleaf");
    assertThat(root.getAttribute("class")).isEqualTo(CacheletDialect.class.getName());
    for (Element described : described("*")) {
      if (described.hasAttribute("class")) {
        assertThat(Class.forName(described.getAttribute("class"))).isNotNull();
      }
    }
  }

  @Test
  void descriptions_areSentences_andNameTheWordsThatAreAllowed() {
    for (Element documentation : described("documentation")) {
      assertThat(documentation.getTextContent()).hasSizeGreaterThan(40).endsWith(".");
    }
    assertThat(text("vary-by"))
        .contains(
            "authenticated",
            "cookie:NAME",
            "header:NAME",
            "host",
            "locale",
            "param:NAME",
            "path",
            "query",
            "role:NAME",
            "scheme",
            "session:NAME",
            "user");
    assertThat(text("on-error")).contains("stale", "hide", "fail", "hole");
    assertThat(text("ttl")).contains("30s", "10m", "2h", "1d");
    assertThat(text("hole")).contains("user", "csrf", "nonce", "path:", "~{template :: fragment");
  }

  @Test
  void descriptions_sayWhatHoldsWithoutTheAttribute() {
    for (String attribute : names("attribute-processor")) {
      if (!Names.MAIN.contains(attribute)) {
        assertThat(text(attribute))
            .as(attribute)
            .containsAnyOf("Without it", "By default", "the default");
      }
    }
  }

  @Test
  void schema_describesWhatThePageTells_andNothingElse() throws Exception {
    Set<String> described = new TreeSet<>(names("attribute-processor"));
    described.addAll(names("element-processor"));
    String page = Files.readString(Path.of("../docs/fragments.md"));
    int jsp = page.indexOf("\n## JSP\n");
    String ours = page.substring(0, jsp) + page.substring(page.indexOf("\n## Holes\n", jsp));
    Set<String> told =
        Pattern.compile("(?<![\\w:])cache:([a-z-]+)")
            .matcher(ours)
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).containsExactlyElementsOf(described);
  }

  private String text(String attribute) {
    return described("attribute-processor").stream()
        .filter(element -> element.getAttribute("name").equals(attribute))
        .map(Element::getTextContent)
        .collect(Collectors.joining());
  }

  private List<String> names(String kind) {
    return described(kind).stream().map(element -> element.getAttribute("name")).toList();
  }

  private List<Element> described(String kind) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = schema.getElementsByTagName(kind);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
