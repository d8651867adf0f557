// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the pages for administrators have in common: nobody else gets them. */
class AdminPageServlet extends PageServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Login login = new Visitor(request).login();
    if (login == null) {
      redirect(request, response, "/login?next=" + request.getServletPath());
    } else if (!login.administrator()) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      super.service(request, response);
    }
  }
}
