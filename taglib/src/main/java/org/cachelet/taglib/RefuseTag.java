// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.tagext.TagSupport;
import org.cachelet.cache.Dependencies;

/**
 * {@code <cache:refuse>}: the fragment and the page around are not stored. Used by one request at a
 * time.
 */
public final class RefuseTag extends TagSupport {
  private static final long serialVersionUID = 1;

  private String reason = "";

  /** Makes the tag, as a container needs it. */
  public RefuseTag() {}

  /** Takes the attribute {@code reason}. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  @Override
  public int doStartTag() {
    Dependencies.current().refuse(reason);
    return SKIP_BODY;
  }
}
