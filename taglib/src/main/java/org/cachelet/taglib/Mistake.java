// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspTagException;
import jakarta.servlet.jsp.PageContext;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A wrong use of a tag, told with the page, its line and the tag. Immutable, hence thread-safe. */
final class Mistake {
  private static final String ATTRIBUTES = "(?:[^>\"']|\"[^\"]*\"|'[^']*')*?";

  private final PageContext page;
  private final String tag;
  private final @Nullable String name;

  /**
   * Begins to tell.
   *
   * @param tag without its prefix
   * @param name what its attribute {@code name} is; null if it has none
   */
  Mistake(PageContext page, String tag, @Nullable String name) {
    this.page = page;
    this.tag = tag;
    this.name = name;
  }

  /** Returns the error for what is wrong with it. */
  JspTagException because(IllegalArgumentException wrong) {
    Template template = Template.of(page);
    String shown = name == null ? "" : " name=\"" + name + '"';
    return new JspTagException(
        template.name()
            + line(template.text())
            + ", <cache:"
            + tag
            + shown
            + ">: "
            + wrong.getMessage(),
        wrong);
  }

  /** Returns the line of the tag, if the page has only one that it can be. */
  private String line(String text) {
    List<MatchResult> named = name == null ? List.of() : tags(text, literal(name));
    List<MatchResult> tags = named.isEmpty() ? tags(text, "") : named;
    if (tags.size() != 1) {
      return ""; // the container tells the line, if it knows it
    }
    long before = text.substring(0, tags.get(0).start()).chars().filter(c -> c == '\n').count();
    return ", line " + (before + 1);
  }

  private List<MatchResult> tags(String text, String attribute) {
    return Pattern.compile("<\\w+:" + tag + "\\b" + ATTRIBUTES + attribute)
        .matcher(text)
        .results()
        .toList();
  }

  private static String literal(String name) {
    return "\\bname\\s*=\\s*[\"']" + Pattern.quote(name) + "[\"']";
  }
}
