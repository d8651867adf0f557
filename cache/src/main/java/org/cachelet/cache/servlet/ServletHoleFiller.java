// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.cachelet.cache.Hole;

/** Fills the holes of one kind. Thread-safe. */
@FunctionalInterface
public interface ServletHoleFiller {
  /**
   * Writes what stands in a hole for a request.
   *
   * @throws IOException if it cannot be written or made
   * @throws ServletException if it cannot be made
   */
  void fill(Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException, ServletException;
}
