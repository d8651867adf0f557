// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.TagSupport;
import java.io.IOException;
import java.util.Map;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.cache.servlet.HoleValues;
import org.jspecify.annotations.Nullable;

/**
 * {@code <cache:hole>}: a place in cached content that is filled for each request. Used by one
 * request at a time.
 */
public final class HoleTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private @Nullable String value;
  private @Nullable String path;
  private String onError = "fail";

  /** Makes the tag, as a container needs it. */
  public HoleTag() {}

  /** Takes the attribute {@code value}. */
  public void setValue(String value) {
    this.value = value;
  }

  /** Takes the attribute {@code path}. */
  public void setPath(String path) {
    this.path = path;
  }

  /** Takes the attribute {@code onError}. */
  public void setOnError(String onError) {
    this.onError = onError;
  }

  @Override
  public int doStartTag() throws JspException {
    try {
      FragmentText.ofHole(hole()).writeTo(pageContext.getOut(), CachedTag.holes(pageContext));
    } catch (IllegalArgumentException e) {
      throw new Mistake(pageContext, "hole", null).because(e);
    } catch (IOException e) {
      throw new JspException(e);
    }
    return SKIP_BODY;
  }

  private Hole hole() {
    OnError action = Words.holeOnError(onError);
    if (value != null && path == null) {
      HoleValues.of(pageContext.getServletContext()).check(value);
      return new Hole(Hole.VALUE, value, Map.of(), action);
    }
    if (path != null && value == null) {
      return new Hole(Hole.PATH, Words.holePath(path), Map.of(), action);
    }
    throw new IllegalArgumentException(Words.VALUE_OR_PATH);
  }
}
