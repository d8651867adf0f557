// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a servlet of a test does. */
@FunctionalInterface
interface Page {
  void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
