// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.filter.http.HttpProfile;
import org.jspecify.annotations.Nullable;

/** A server for the rows of {@link HttpConformanceTest}, in one profile. Used by one thread. */
final class HttpSite {
  /** Keeps what containers say about tested failures out of the output. */
  private static final Set<Logger> QUIET =
      Set.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.apache"));

  private final PassingTime time = new PassingTime();
  private final Caches caches =
      Caches.builder()
          .time(time)
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final HttpProfile profile;
  private final WebServer server;
  private volatile @Nullable HttpRowRun run;

  private HttpSite(Start start, HttpProfile profile) throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    this.profile = profile;
    this.server =
        start.start(
            new WebServer.Application(
                parameters(profile),
                caches,
                List.of(new WebServer.Mapped("/", new Application()))));
  }

  /** A container. */
  interface Start {
    WebServer start(WebServer.Application application) throws Exception;
  }

  /** Starts a server. */
  static HttpSite start(Start container, HttpProfile profile) throws Exception {
    return new HttpSite(container, profile);
  }

  private static Map<String, String> parameters(HttpProfile profile) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("cachelet.http.profile", profile.name().toLowerCase(Locale.ROOT));
    parameters.put("cachelet.cache-status", "on");
    parameters.put("cachelet.page.all.path", "/**");
    parameters.put("cachelet.page.other.path", "/other/**");
    parameters.put("cachelet.page.ttl.path", "/ttl/**");
    parameters.put("cachelet.page.ttl.ttl", "60s");
    parameters.put("cachelet.page.stale.path", "/stale/**");
    parameters.put("cachelet.page.stale.ttl", "60s");
    parameters.put("cachelet.page.stale.stale-while-revalidate", "60s");
    parameters.put("cachelet.page.stale.stale-if-error", "10m");
    return parameters;
  }

  /** Runs a row. */
  void run(HttpRow row) throws Exception {
    HttpRowRun next = new HttpRowRun(this, row);
    run = next;
    row.run(next);
  }

  /** Stops the server. */
  void stop() throws Exception {
    server.stop();
    caches.close();
  }

  PassingTime time() {
    return time;
  }

  Caches caches() {
    return caches;
  }

  HttpProfile profile() {
    return profile;
  }

  int port() {
    return server.port();
  }

  private final class Application extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      HttpRowRun now = run;
      try {
        if (now != null) {
          now.serve(request, response);
        }
      } catch (IOException | ServletException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }
  }
}
