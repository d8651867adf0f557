// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.TagSupport;
import org.cachelet.cache.Dependencies;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:page>}: how long the page around may be used, and its tags. Used by one request at
 * a time.
 */
public final class PageTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private @Nullable String ttl;
  private transient @Nullable Object tags;

  /** Makes the tag, as a container needs it. */
  public PageTag() {}

  /** Takes the attribute {@code ttl}. */
  public void setTtl(String ttl) {
    this.ttl = ttl;
  }

  /** Takes the attribute {@code tags}. */
  public void setTags(@Nullable Object tags) {
    this.tags = tags;
  }

  @Override
  public int doStartTag() throws JspException {
    Dependencies page = Dependencies.current();
    try {
      if (ttl != null) {
        page.limitLifetime(Words.duration("ttl", ttl));
      }
      page.tag(Words.words(tags));
    } catch (IllegalArgumentException e) {
      throw new Mistake(pageContext, "page", null).because(e);
    }
    return SKIP_BODY;
  }
}
