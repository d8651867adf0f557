// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.InputSource;
import org.cachelet.cache.servlet.HoleFillers;
import org.jspecify.annotations.Nullable;

/**
 * What is around a template that is processed. Used by one request.
 *
 * @param visit the request; null if there is none
 */
record Surroundings(Caches caches, InputSource inputs, @Nullable Visit visit) {
  /** Returns who fills the holes of fragments that are not in other cached content. */
  HoleFiller filler() {
    Visit there = visit;
    return there == null
        ? Surroundings::noFiller
        : there.fillers().forRequest(there.request(), there.response());
  }

  private static void noFiller(Hole hole, Writer out) throws IOException {
    throw new IOException(
        "there is no request to fill the hole " + hole.kind() + ' ' + hole.target() + " for");
  }

  /** A request and its response. */
  record Visit(HttpServletRequest request, HttpServletResponse response, HoleFillers fillers) {}
}
