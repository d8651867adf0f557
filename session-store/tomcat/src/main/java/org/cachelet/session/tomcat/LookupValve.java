// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * The last valve of an application with shared sessions: from here on the request has the id that
 * the client sent, which was hidden from an authenticator that would have looked for the session of
 * every request. Thread-safe.
 */
final class LookupValve extends ValveBase {
  /** Makes a valve that lets asynchronous requests through. */
  LookupValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Exchange.find(request).ifPresent(Exchange::showId);
    getNext().invoke(request, response);
  }
}
