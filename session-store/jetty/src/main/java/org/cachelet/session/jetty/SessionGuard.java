// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.SessionOutageException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.Callback;

/**
 * Stands right behind a session handler, which does not let failures through: it sees to it that
 * sessions are saved before responses are committed, and that a response does not go out as if
 * nothing had happened when they could not be. Thread-safe.
 */
final class SessionGuard extends Handler.Wrapper {
  private final SessionManager manager;

  SessionGuard(SessionManager manager) {
    this.manager = manager;
  }

  /** Puts one behind the session handler, unless there is one. */
  static void behind(SessionManager manager) {
    if (manager instanceof Singleton handler && !(handler.getHandler() instanceof SessionGuard)) {
      handler.insertHandler(new SessionGuard(manager));
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ManagedSession requested = manager.getManagedSession(request);
    SessionUse use =
        new SessionUse(manager, request, requested instanceof JettySession own ? own : null);
    try {
      use.enter();
    } catch (SessionOutageException e) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, GuardedStream.RETRY_AFTER_SECONDS);
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return true;
    }
    request.addHttpStreamWrapper(stream -> new GuardedStream(stream, use));
    return super.handle(request, response, callback);
  }
}
