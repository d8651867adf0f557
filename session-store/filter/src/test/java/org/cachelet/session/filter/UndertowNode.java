// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.jspecify.annotations.Nullable;

/** Undertow in this process, whose application has this module's jar in its library. */
record UndertowNode(Undertow server, DeploymentManager deployment) implements Container.Node {
  /** Starts one. */
  static Container.Node start(TestApplication application) throws Exception {
    return start(application, false);
  }

  /** Starts one in which nobody can log in: else it looks at cookies before any filter does. */
  static Container.Node startWithoutLogins(TestApplication application) throws Exception {
    return start(application, true);
  }

  private static Container.Node start(TestApplication application, boolean hasNoLogins)
      throws Exception {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(UndertowNode.class.getClassLoader())
            .setDeploymentName("test")
            .setContextPath(path(application))
            .setSecurityDisabled(hasNoLogins)
            .setIdentityManager(new Ada())
            .setLoginConfig(new LoginConfig("BASIC", "shop"));
    application.settings().forEach(info::addInitParameter);
    for (ServletContainerInitializer initializer : List.of(new SessionInitializer(), application)) {
      info.addServletContainerInitializer(
          new ServletContainerInitializerInfo(
              initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
    }
    DeploymentManager deployment = Servlets.newContainer().addDeployment(info);
    deployment.deploy();
    HttpHandler root = Handlers.path().addPrefixPath(path(application), deployment.start());
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(root).build();
    server.start();
    return new UndertowNode(server, deployment);
  }

  private static String path(TestApplication application) {
    return application.contextPath().isEmpty() ? "/" : application.contextPath();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void stop() throws Exception {
    deployment.stop();
    deployment.undeploy();
    server.stop();
  }

  /** Knows the one user of the tests. */
  private static final class Ada implements IdentityManager {
    @Override
    public Account verify(Account account) {
      return account;
    }

    @Override
    public @Nullable Account verify(String name, Credential credential) {
      boolean isAda =
          name.equals(TestApplication.USER)
              && credential instanceof PasswordCredential password
              && TestApplication.PASSWORD.equals(String.valueOf(password.getPassword()));
      return isAda ? new Known(() -> name) : null;
    }

    @Override
    public @Nullable Account verify(Credential credential) {
      return null;
    }
  }

  /** Who has logged in. */
  private record Known(Principal principal) implements Account {
    @Override
    public Principal getPrincipal() {
      return principal;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of(TestApplication.ROLE);
    }
  }
}
