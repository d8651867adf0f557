// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.BodyTagSupport;
import java.io.IOException;

/** A tag of somebody else, which buffers its body and executes it twice. */
public final class TwiceTag extends BodyTagSupport {
  private static final long serialVersionUID = 1;

  /** What a TLD says of it, under {@code /WEB-INF/twice.tld}. */
  static final String TLD =
      """
      <taglib xmlns="https://jakarta.ee/xml/ns/jakartaee" version="3.0">
        <tlib-version>1</tlib-version>
        <short-name>x</short-name>
        <tag>
          <name>twice</name>
          <tag-class>org.cachelet.taglib.TwiceTag</tag-class>
          <body-content>JSP</body-content>
        </tag>
      </taglib>
      """;

  private boolean again;

  /** Makes the tag, as a container needs it. */
  public TwiceTag() {}

  @Override
  public int doStartTag() {
    again = true;
    return EVAL_BODY_BUFFERED;
  }

  @Override
  public int doAfterBody() throws JspException {
    if (again) {
      again = false;
      return EVAL_BODY_AGAIN;
    }
    try {
      getBodyContent().writeOut(getPreviousOut());
    } catch (IOException e) {
      throw new JspException(e);
    }
    return SKIP_BODY;
  }
}
