// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.JspTagException;
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
  public int doEndTag() throws JspException {
    try {
      FragmentText.ofHole(hole()).writeTo(pageContext.getOut(), CachedTag.holes(pageContext));
    } catch (IllegalArgumentException e) {
      throw new JspTagException(
          Template.of(pageContext).name() + ", <cache:hole>: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new JspException(e);
    }
    return EVAL_PAGE;
  }

  private Hole hole() {
    OnError action = Words.onError(onError);
    if (value != null && path == null) {
      HoleValues.of(pageContext.getServletContext()).check(value);
      return new Hole(Hole.VALUE, value, Map.of(), action);
    }
    if (path != null && value == null) {
      return new Hole(Hole.PATH, absolute(path), Map.of(), action);
    }
    throw new IllegalArgumentException("allowed is either a value or a path");
  }

  /** Returns a path that means the same wherever the hole is filled. */
  private String absolute(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    throw new IllegalArgumentException(
        "path is '" + target + "', allowed is a path of the application that begins with /");
  }
}
