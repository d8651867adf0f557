// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.cache.servlet.HoleValues;
import org.cachelet.filter.PageCacheFilter;
import org.jspecify.annotations.Nullable;

/** A site behind the filter, without a container around it. */
public final class FilteredSite {
  private final Application application;
  private final Filter filter = new PageCacheFilter();
  private final AtomicLong made = new AtomicLong();

  private FilteredSite(Application application) throws Exception {
    this.application = application;
    HoleValues.of(application.context()).put("visitor", request -> "ann").put("basket", r -> "3");
    filter.init(new Configuration(application.context()));
  }

  /** Starts a site with one rule for all of its pages, and room for all that is made. */
  public static FilteredSite start() throws Exception {
    return start(Map.of());
  }

  /** Starts a site with some settings more. */
  public static FilteredSite start(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("cachelet.cache.pages.max-bytes", "16gb");
    settings.put("cachelet.page.site.path", "/page/**");
    settings.put("cachelet.page.site.ttl", "1d");
    settings.put("cachelet.page.site.tags", "site");
    settings.put("cachelet.page.site.max-entries", "10000000");
    settings.put("cachelet.page.site.leak-guard", "false");
    settings.putAll(more);
    return new FilteredSite(new Application(settings));
  }

  /** Returns the application. */
  public Application application() {
    return application;
  }

  /** Returns a request to this site. */
  public BenchRequest request(String path) {
    return new BenchRequest(application.context()).path(path);
  }

  /** Answers a request that must be a hit. */
  public long hit(BenchRequest request, BenchResponse response) throws Exception {
    filter.doFilter(request, response, FilteredSite::notStored);
    return response.written();
  }

  private static void notStored(ServletRequest request, ServletResponse response) {
    throw new IllegalStateException("the page was not stored");
  }

  /** Makes and stores a page. */
  public void store(BenchRequest request, PageBody body) throws Exception {
    filter.doFilter(request, new BenchResponse(), making(body));
    BenchResponse response = new BenchResponse();
    hit(request, response);
  }

  /** Makes and stores a page, without a look whether it is there. */
  public void make(BenchRequest request, PageBody body) throws Exception {
    filter.doFilter(request, new BenchResponse(), making(body));
  }

  /** Returns how many pages were made. */
  public long made() {
    return made.get();
  }

  private FilterChain making(PageBody body) {
    return (request, response) -> {
      made.incrementAndGet();
      HttpServletResponse http = (HttpServletResponse) response;
      http.setContentType("text/html;charset=UTF-8");
      http.setHeader("Cache-Control", "public, max-age=600");
      http.setHeader("X-Frame-Options", "DENY");
      http.setHeader("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
      http.setHeader("Content-Language", "en");
      http.setHeader("ETag", "\"v1\"");
      body.write((HttpServletRequest) request, http);
    };
  }

  /** Writes a body of so many bytes. */
  public static PageBody text(int bytes) {
    byte[] text = Texts.page(bytes, bytes).getBytes(StandardCharsets.US_ASCII);
    return (request, response) -> response.getOutputStream().write(text);
  }

  /** Writes a body of so many bytes with two holes. */
  public static PageBody withHoles(int bytes) {
    String text = Texts.page(bytes, bytes);
    int first = bytes / 10;
    int second = bytes / 2;
    return (request, response) -> {
      Writer out = response.getWriter();
      out.write(text, 0, first);
      hole("visitor", request, response, out);
      out.write(text, first, second - first);
      hole("basket", request, response, out);
      out.write(text, second, bytes - second);
    };
  }

  private static void hole(
      String value, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException {
    FragmentText.ofHole(Hole.of(Hole.VALUE, value))
        .writeTo(out, HoleFillers.of(request.getServletContext()).forRequest(request, response));
  }

  /** Stops it, and closes its caches. */
  public void stop() throws Exception {
    filter.destroy();
    application.stop();
  }

  /** What writes the body of a page. */
  @FunctionalInterface
  public interface PageBody {
    /** Writes it. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  private record Configuration(ServletContext context) implements FilterConfig {
    @Override
    public String getFilterName() {
      return "cachelet";
    }

    @Override
    public ServletContext getServletContext() {
      return context;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
      return null;
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
      return Collections.emptyEnumeration();
    }
  }
}
