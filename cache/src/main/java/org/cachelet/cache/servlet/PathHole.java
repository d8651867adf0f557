// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.cachelet.cache.Hole;

/** Fills holes with what a path of the application answers. */
final class PathHole implements ServletHoleFiller {
  @Override
  public void fill(Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException, ServletException {
    RequestDispatcher there = request.getRequestDispatcher(hole.target());
    if (there == null) {
      throw new IOException("nothing is at the path " + hole.target());
    }
    IncludedResponse included = new IncludedResponse(response);
    there.include(request, included);
    Optional<String> failure = included.failure();
    if (failure.isPresent()) {
      throw new IOException("the path " + hole.target() + " answered with " + failure.get());
    }
    included.writeTo(out);
  }
}
