// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.TagSupport;
import org.cachelet.cache.Dependencies;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:tag>}: a tag of the fragment or page around, found while it is made. Used by one
 * request at a time.
 */
public final class TagTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private transient @Nullable Object name;

  /** Makes the tag, as a container needs it. */
  public TagTag() {}

  /** Takes the attribute {@code name}. */
  public void setName(@Nullable Object name) {
    this.name = name;
  }

  @Override
  public int doStartTag() throws JspException {
    try {
      Dependencies.current().tag(Words.words(name));
    } catch (IllegalArgumentException e) {
      throw new Mistake(pageContext, "tag", null).because(e);
    }
    return SKIP_BODY;
  }
}
