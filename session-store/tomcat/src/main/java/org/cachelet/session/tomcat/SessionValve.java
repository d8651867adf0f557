// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.cachelet.session.SessionOutageException;

/**
 * The first valve of an application with shared sessions: what any other valve and the application
 * do to a session is saved before the client sees the response. Thread-safe.
 */
final class SessionValve extends ValveBase {
  /** Makes a valve that lets asynchronous requests through. */
  SessionValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!(request.getContext().getManager() instanceof CacheletManager manager)) {
      getNext().invoke(request, response);
      return;
    }
    Exchange exchange = Exchange.of(request, manager);
    exchange.begin();
    Turn turn = Turn.of(request);
    try {
      turn.take(request, manager.turns(), exchange.sentId());
      getNext().invoke(request, response);
    } catch (SessionOutageException e) {
      exchange.refuse(e);
    } finally {
      exchange.end();
      turn.end(request);
    }
  }
}
