// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.JspException;

/**
 * Ends the body of a fragment that was found after its vary tags; the fragment around catches it.
 * There is no other way to leave a body that has begun.
 */
final class FragmentFound extends JspException {
  private static final long serialVersionUID = 1;

  FragmentFound() {
    super("the fragment was found");
  }

  /** Leaves out the stack, which nobody sees. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
