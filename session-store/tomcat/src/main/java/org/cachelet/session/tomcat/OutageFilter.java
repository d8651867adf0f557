// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.cachelet.session.SessionOutageException;

/**
 * The first filter of an application with shared sessions: an outage is no failure of the
 * application, and does not fill its log. Thread-safe.
 */
final class OutageFilter implements Filter {
  private static final String NAME = OutageFilter.class.getName();

  /** Puts the filter before all others, once. */
  static void addTo(Context context) {
    if (context.findFilterDef(NAME) != null) {
      return;
    }
    FilterDef definition = new FilterDef();
    definition.setFilterName(NAME);
    definition.setFilterClass(NAME);
    definition.setFilter(new OutageFilter());
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(NAME);
    map.addURLPatternDecoded("/*");
    for (DispatcherType type : DispatcherType.values()) {
      map.setDispatcher(type.name());
    }
    context.addFilterMapBefore(map);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      Optional<SessionOutageException> outage = Outages.cause(e);
      Optional<Exchange> exchange = exchange(request);
      if (outage.isEmpty() || exchange.isEmpty() || response.isCommitted()) {
        throw e;
      }
      exchange.get().refuse(outage.get());
    }
  }

  private static Optional<Exchange> exchange(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      if (wrapper instanceof ExchangeRequest ours) {
        return Optional.of(ours.exchange());
      }
      inner = wrapper.getRequest();
    }
    return Optional.empty();
  }
}
