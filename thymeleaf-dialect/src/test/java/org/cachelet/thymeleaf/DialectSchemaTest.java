// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What editors are told of the dialect is what it has. */
final class DialectSchemaTest {
  @Test
  void schema_describesEachAttributeAndElementOfTheDialect() throws Exception {
    Set<String> attributes = new TreeSet<>(Names.OF_FRAGMENTS);
    attributes.addAll(Names.MAIN);
    attributes.add(Names.HOLE_ATTRIBUTE);
    assertThat(described("attribute-processor")).containsExactlyInAnyOrderElementsOf(attributes);
    assertThat(described("element-processor"))
        .containsExactlyInAnyOrder("fragment", "evict", "tag", "refuse");
  }

  private static List<String> described(String kind) throws Exception {
    List<String> names = new ArrayList<>();
    try (InputStream in = CacheletDialect.class.getResourceAsStream("Cachelet-Dialect.xml")) {
      Document schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      NodeList processors = schema.getElementsByTagName(kind);
      for (int i = 0; i < processors.getLength(); i++) {
        Element processor = (Element) processors.item(i);
        assertThat(processor.getTextContent()).isNotBlank();
        assertThat(Class.forName(processor.getAttribute("class"))).isNotNull();
        names.add(processor.getAttribute("name"));
      }
    }
    return names;
  }
}
