// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.tagext.PageData;
import jakarta.servlet.jsp.tagext.TagLibraryValidator;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks whether vary tags stand at the beginning of a fragment, with nothing before them: what
 * stands there would be made before it is known which fragment it belongs to. What it finds is told
 * by {@link VaryPlace}.
 */
public final class VaryComesFirst extends TagLibraryValidator {
  /** Makes the check, as a container needs it. */
  public VaryComesFirst() {}

  @Override
  public ValidationMessage @Nullable [] validate(String prefix, String uri, PageData page) {
    VaryPlace.begin();
    try (InputStream view = page.getInputStream()) {
      SAXParserFactory parsers = SAXParserFactory.newInstance();
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      parsers.newSAXParser().parse(view, new Walk(prefix));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      VaryPlace.begin(); // the container reports what it cannot read itself
    }
    return null; // told with the line of the tag
  }

  /** Goes through the page, element by element. */
  private static final class Walk extends DefaultHandler {
    private final Deque<String> open = new ArrayDeque<>();
    private final String fragment;
    private final String vary;

    /** Whether only vary tags came since the last fragment began. */
    private boolean atStart;

    Walk(String prefix) {
      fragment = prefix + ":fragment";
      vary = prefix + ":vary";
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      if (name.equals(vary)) {
        VaryPlace.note(atStart && fragment.equals(open.peek()));
      } else if (!name.equals("jsp:text") && !open.contains(vary)) {
        atStart = name.equals(fragment);
      }
      open.push(name);
    }

    @Override
    public void endElement(String uri, String local, String name) {
      open.pop();
      if (name.equals(fragment)) {
        atStart = false;
      }
    }

    @Override
    public void characters(char[] text, int from, int length) {
      if (!open.contains(vary) && !new String(text, from, length).isBlank()) {
        atStart = false;
      }
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
      return new InputSource(InputStream.nullInputStream());
    }
  }
}
