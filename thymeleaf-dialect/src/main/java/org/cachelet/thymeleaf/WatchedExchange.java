// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.security.Principal;
import java.util.Enumeration;
import java.util.Locale;
import org.cachelet.cache.servlet.RequestSecrets;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.web.IWebExchange;
import org.thymeleaf.web.servlet.IServletWebApplication;
import org.thymeleaf.web.servlet.IServletWebExchange;
import org.thymeleaf.web.servlet.IServletWebRequest;
import org.thymeleaf.web.servlet.IServletWebSession;

/**
 * The exchange of a page while a fragment of it is made: it is the same, but puts no session id
 * into links. Used by one request.
 */
final class WatchedExchange implements IServletWebExchange {
  private final IServletWebExchange exchange;
  private final RequestSecrets secrets;

  private WatchedExchange(IServletWebExchange exchange, RequestSecrets secrets) {
    this.exchange = exchange;
    this.secrets = secrets;
  }

  /** Watches an exchange, if it is one of a servlet container. */
  static IWebExchange of(IWebExchange exchange, @Nullable RequestSecrets secrets) {
    return exchange instanceof IServletWebExchange servlet && secrets != null
        ? new WatchedExchange(servlet, secrets)
        : exchange;
  }

  @Override
  public String transformURL(String url) {
    String link = exchange.transformURL(url);
    String session = secrets.sessionId();
    return session != null && link.contains(session) ? url : link;
  }

  @Override
  public IServletWebRequest getRequest() {
    return exchange.getRequest();
  }

  @Override
  public IServletWebSession getSession() {
    return exchange.getSession();
  }

  @Override
  public IServletWebApplication getApplication() {
    return exchange.getApplication();
  }

  @Override
  public Principal getPrincipal() {
    return exchange.getPrincipal();
  }

  @Override
  public Locale getLocale() {
    return exchange.getLocale();
  }

  @Override
  public String getContentType() {
    return exchange.getContentType();
  }

  @Override
  public String getCharacterEncoding() {
    return exchange.getCharacterEncoding();
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return exchange.getAttributeNames();
  }

  @Override
  public Object getAttributeValue(String name) {
    return exchange.getAttributeValue(name);
  }

  @Override
  public void setAttributeValue(String name, Object value) {
    exchange.setAttributeValue(name, value);
  }

  @Override
  public Object getNativeRequestObject() {
    return exchange.getNativeRequestObject();
  }

  @Override
  public Object getNativeResponseObject() {
    return exchange.getNativeResponseObject();
  }
}
