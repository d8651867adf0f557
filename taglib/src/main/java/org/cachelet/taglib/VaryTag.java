// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.TagSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:vary>} at the beginning of a fragment: a value by which it varies. Used by one
 * request at a time.
 */
public final class VaryTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private transient @Nullable Object value;

  /** Makes the tag, as a container needs it. */
  public VaryTag() {}

  /** Takes the attribute {@code value}. */
  public void setValue(@Nullable Object value) {
    this.value = value;
  }

  @Override
  public int doStartTag() throws JspException {
    if (!(getParent() instanceof FragmentTag fragment)) {
      throw new Mistake(pageContext, "vary", null)
          .because(new IllegalArgumentException(VaryPlace.ALLOWED));
    }
    fragment.vary(value);
    return SKIP_BODY;
  }
}
