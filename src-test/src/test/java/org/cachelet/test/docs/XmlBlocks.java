// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What blocks of XML and of build scripts name: artifacts and classes. */
final class XmlBlocks {
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(cachelet-[a-z-]+)<");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern COORDINATES =
      Pattern.compile("\"org\\.cachelet:([a-z-]+)(?::([^\"]+))?\"");
  private static final Set<String> CLASS_ELEMENTS =
      Set.of("filter-class", "listener-class", "servlet-class");

  private final Set<String> artifacts = new HashSet<>();
  private final String version;

  /** Reads what the BOM has. */
  XmlBlocks() throws IOException {
    String bom = Files.readString(Page.ROOT.resolve("bom/pom.xml"), UTF_8);
    ARTIFACT.matcher(bom).results().forEach(match -> artifacts.add(match.group(1)));
    version = VERSION.matcher(bom).results().map(match -> match.group(1)).findFirst().orElseThrow();
  }

  /** Fails if a block is no XML, or names what is not there. */
  void check(Block block) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")));
    NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      check((Element) elements.item(i), block);
    }
  }

  private void check(Element element, Block block) throws Exception {
    if (CLASS_ELEMENTS.contains(element.getTagName())) {
      assertThat(Class.forName(element.getTextContent().strip())).isNotNull();
    } else if (element.hasAttribute("className")) {
      assertThat(Class.forName(element.getAttribute("className"))).isNotNull();
      checkAttributes(element);
    } else if (element.getTagName().equals("dependency")) {
      checkDependency(element, block);
    }
  }

  /** Refuses attributes of Tomcat's manager that are no settings of sessions. */
  private static void checkAttributes(Element manager) {
    NamedNodeMap attributes = manager.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      if (!name.equals("className")) {
        String key = name.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
        SettingsInDocs.checkValue("cachelet.session." + key, attributes.item(i).getNodeValue());
      }
    }
  }

  private void checkDependency(Element dependency, Block block) {
    List<String> group = texts(dependency, "groupId");
    if (group.contains("org.cachelet")) {
      assertThat(artifacts).as("%s", block).containsAll(texts(dependency, "artifactId"));
      assertThat(texts(dependency, "version")).as("%s", block).allMatch(version::equals);
      boolean pom = texts(dependency, "artifactId").stream().anyMatch(XmlBlocks::isPom);
      assertThat(texts(dependency, "type").contains("pom")).as("%s", block).isEqualTo(pom);
    }
  }

  /** Returns whether an artifact is a list of others. */
  private static boolean isPom(String artifact) {
    return Set.of("cachelet-bom", "cachelet-redis").contains(artifact);
  }

  /** Fails if a build script names an artifact or a version that is not there. */
  void checkScript(Block block) {
    COORDINATES
        .matcher(block.text())
        .results()
        .forEach(
            match -> {
              assertThat(artifacts).as("%s", block).contains(match.group(1));
              if (match.group(2) != null) {
                assertThat(match.group(2)).as("%s", block).isEqualTo(version);
              }
            });
  }

  private static List<String> texts(Element parent, String name) {
    List<String> texts = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        texts.add(element.getTextContent().strip());
      }
    }
    return texts;
  }
}
