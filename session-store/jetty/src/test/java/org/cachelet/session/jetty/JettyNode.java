// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.util.security.Password;

/**
 * A Jetty that keeps its sessions in Redis.
 *
 * @param server started
 */
record JettyNode(Server server) implements Container.Node {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Starts one with these handlers, all with the settings of an application. */
  static JettyNode start(TestApplication application, ContextHandler... handlers) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new ContextHandlerCollection(handlers));
    JettySessions sessions = new JettySessions();
    application.settings().forEach(sessions::set);
    sessions.addTo(server);
    server.getBean(DefaultSessionIdManager.class).setWorkerName("");
    server.start();
    JettyNode node = new JettyNode(server);
    node.awaitRedis(application.contextPath());
    return node;
  }

  /** Waits until it is connected to Redis, which then knows the scripts. */
  private void awaitRedis(String path) {
    Visitor visitor = new Visitor();
    for (String step : new String[] {"set:warm:yes", "set:warm:again"}) {
      String uri = path + "/do/it" + Visitor.query(step);
      await().atMost(LIMIT).until(() -> visitor.get(this, uri).status() == 200);
    }
  }

  /** Returns who may log in. */
  static HashLoginService users() {
    UserStore users = new UserStore();
    users.addUser(
        TestApplication.USER,
        new Password(TestApplication.PASSWORD),
        new String[] {TestApplication.ROLE});
    HashLoginService service = new HashLoginService("shop");
    service.setUserStore(users);
    return service;
  }

  @Override
  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
