// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.cachelet.session.contract.TestApplication;

/** An application whose pages below {@code /in} are for those who have logged in with a form. */
final class LoginSite {
  private LoginSite() {}

  /** Adds it to a server. */
  static Context add(TomcatNode node, String path, String redisUrl) {
    Context context = node.add(path);
    context.addParameter("cachelet.redis.url", redisUrl);
    context.addParameter("cachelet.session.redis-timeout", "5s"); // a busy machine
    servlet(context, "login", "/login", new Text("please log in"));
    servlet(context, "failed", "/failed", new Text("wrong"));
    servlet(context, "page", "/in/*", new Page());
    servlet(context, "out", "/out", new Out());
    context.setLoginConfig(new LoginConfig("FORM", null, "/login", "/failed"));
    context.addSecurityRole(TestApplication.ROLE);
    context.addConstraint(constraint());
    AuthenticatorBase authenticator = new FormAuthenticator();
    context.getPipeline().addValve(authenticator);
    return context;
  }

  private static SecurityConstraint constraint() {
    SecurityCollection pages = new SecurityCollection();
    pages.addPattern("/in/*");
    SecurityConstraint constraint = new SecurityConstraint();
    constraint.addCollection(pages);
    constraint.addAuthRole(TestApplication.ROLE);
    constraint.setAuthConstraint(true);
    return constraint;
  }

  private static void servlet(Context context, String name, String path, HttpServlet servlet) {
    Tomcat.addServlet(context, name, servlet);
    context.addServletMappingDecoded(path, name);
  }

  /** Says always the same. */
  private static final class Text extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final String text;

    Text(String text) {
      this.text = text;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(text);
    }
  }

  /** Says who is there, and what was sent. */
  private static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Map<String, List<String>> parameters = new TreeMap<>();
      request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
      response
          .getWriter()
          .print(
              "%s %s %s %s %s"
                  .formatted(
                      request.getRemoteUser(),
                      request.isUserInRole(TestApplication.ROLE),
                      request.getAuthType(),
                      request.getMethod(),
                      parameters));
    }
  }

  /** Logs out. */
  private static final class Out extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getSession().invalidate();
      response.getWriter().print("bye");
    }
  }
}
