// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Makes the listeners of sessions that an application declares, for containers that do not show the
 * ones they have made. Listeners that are added in code are not among them.
 */
final class DeclaredListeners {
  private static final System.Logger LOG = System.getLogger(SessionFilter.class.getName());
  private static final String ANNOTATED = DeclaredListeners.class.getName();
  private static final String FRAGMENT = "META-INF/web-fragment.xml";

  private DeclaredListeners() {}

  /** Keeps the classes that carry the annotation for when the filter starts. */
  static void remember(ServletContext context, Set<Class<?>> annotated) {
    context.setAttribute(ANNOTATED, List.copyOf(annotated));
  }

  /** Returns new instances: of web.xml in its order, then of fragments, then the annotated. */
  static List<EventListener> make(ServletContext context) {
    List<EventListener> made = new ArrayList<>();
    for (Class<?> type : classes(context)) {
      if (SessionListeners.concerns(type)) {
        try {
          made.add(context.createListener(type.asSubclass(EventListener.class)));
        } catch (ServletException | RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "no listener of " + type.getName(), e);
        }
      }
    }
    return made;
  }

  private static Set<Class<?>> classes(ServletContext context) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    ClassLoader loader = context.getClassLoader();
    for (String name : names(context)) {
      try {
        classes.add(Class.forName(name, false, loader));
      } catch (ClassNotFoundException | LinkageError e) {
        LOG.log(System.Logger.Level.WARNING, "no class for listener " + name, e);
      }
    }
    if (context.getAttribute(ANNOTATED) instanceof List<?> annotated) {
      annotated.forEach(type -> classes.add((Class<?>) type));
    }
    return classes;
  }

  private static List<String> names(ServletContext context) {
    List<String> names = new ArrayList<>();
    try (InputStream file = context.getResourceAsStream("/WEB-INF/web.xml")) {
      if (file != null) {
        addNames(file, names);
      }
      for (URL url : Collections.list(context.getClassLoader().getResources(FRAGMENT))) {
        try (InputStream fragment = url.openStream()) {
          addNames(fragment, names);
        }
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      LOG.log(System.Logger.Level.WARNING, "listeners of sessions cannot be read", e);
    }
    return names;
  }

  /** Adds what a descriptor names, and reads no other file for that. */
  static void addNames(InputStream descriptor, List<String> names)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(descriptor);
    NodeList found = document.getElementsByTagNameNS("*", "listener-class");
    for (int i = 0; i < found.getLength(); i++) {
      if (found.item(i) instanceof Element element
          && "listener".equals(element.getParentNode().getLocalName())) {
        names.add(element.getTextContent().strip());
      }
    }
  }
}
