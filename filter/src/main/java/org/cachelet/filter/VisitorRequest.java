// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The part of a {@link RecordingRequest} that concerns the visitor and the connection. */
class VisitorRequest extends MessageRequest {
  private final Ledger ledger;

  VisitorRequest(Ledger ledger) {
    super(ledger);
    this.ledger = ledger;
  }

  @Override
  public @Nullable String getRemoteUser() {
    ledger.read(InputKind.USER.input());
    return super.getRemoteUser();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    ledger.read(InputKind.USER.input());
    return super.getUserPrincipal();
  }

  @Override
  public boolean isUserInRole(String role) {
    ledger.read(InputKind.ROLE.input(role));
    return super.isUserInRole(role);
  }

  @Override
  public @Nullable String getAuthType() {
    ledger.read(InputKind.AUTH_TYPE.input());
    return super.getAuthType();
  }

  @Override
  public boolean authenticate(HttpServletResponse to) throws IOException, ServletException {
    ledger.forbid("the user was asked to log in");
    return super.authenticate(to);
  }

  @Override
  public void login(String user, String password) throws ServletException {
    ledger.forbid("the user was logged in");
    super.login(user, password);
  }

  @Override
  public void logout() throws ServletException {
    ledger.forbid("the user was logged out");
    super.logout();
  }

  @Override
  public String getRemoteAddr() {
    ledger.read(InputKind.REMOTE_ADDRESS.input());
    return super.getRemoteAddr();
  }

  @Override
  public String getRemoteHost() {
    ledger.read(InputKind.REMOTE_ADDRESS.input());
    return super.getRemoteHost();
  }

  @Override
  public int getRemotePort() {
    ledger.refuse("the port of the client was read");
    return super.getRemotePort();
  }

  @Override
  public String getLocalAddr() {
    ledger.read(InputKind.LOCAL_ADDRESS.input());
    return super.getLocalAddr();
  }

  @Override
  public String getLocalName() {
    ledger.read(InputKind.LOCAL_ADDRESS.input());
    return super.getLocalName();
  }

  @Override
  public int getLocalPort() {
    ledger.read(InputKind.LOCAL_ADDRESS.input());
    return super.getLocalPort();
  }

  @Override
  public String getProtocol() {
    ledger.read(InputKind.PROTOCOL.input());
    return super.getProtocol();
  }

  @Override
  public boolean isSecure() {
    ledger.read(InputKind.SECURE.input());
    return super.isSecure();
  }

  @Override
  public String getRequestId() {
    ledger.refuse("the id of the request was read");
    return super.getRequestId();
  }

  @Override
  public String getProtocolRequestId() {
    ledger.refuse("the id of the request was read");
    return super.getProtocolRequestId();
  }

  @Override
  public ServletConnection getServletConnection() {
    ledger.refuse("the connection of the client was read");
    return super.getServletConnection();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    ledger.read(InputKind.REQUESTED_SESSION.input());
    return super.getRequestedSessionId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    ledger.read(InputKind.REQUESTED_SESSION.input());
    return super.isRequestedSessionIdValid();
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    ledger.read(InputKind.REQUESTED_SESSION.input());
    return super.isRequestedSessionIdFromCookie();
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    ledger.read(InputKind.REQUESTED_SESSION.input());
    return super.isRequestedSessionIdFromURL();
  }
}
