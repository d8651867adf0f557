// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Invalidation;
import org.cachelet.filter.http.CacheGroups;
import org.cachelet.filter.http.PageUri;

/**
 * A request that may have changed pages, which are invalidated once it has succeeded: those with
 * its own address, those where {@code Location} and {@code Content-Location} lead (RFC 9111 section
 * 4.4), and those of the groups in {@code Cache-Group-Invalidation} (RFC 9875 section 3). Used by
 * one request.
 */
final class UnsafeRequest {
  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_ERROR = 400;

  private final Caches caches;
  private final PageUri target;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  UnsafeRequest(
      Caches caches, PageUri target, HttpServletRequest request, HttpServletResponse response) {
    this.caches = caches;
    this.target = target;
    this.request = request;
    this.response = response;
  }

  /** Invalidates now, or when an asynchronous answer is complete. */
  void end() {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Completion());
    } else {
      invalidateOnSuccess();
    }
  }

  private void invalidateOnSuccess() {
    int status = response.getStatus();
    if (status >= FIRST_SUCCESS && status < FIRST_ERROR) { // a non-error response: 2xx or 3xx
      caches.invalidateTags(Invalidation.Depth.HARD, tags());
    }
  }

  /** Returns all tags, so that one record in the log is enough. */
  private Set<String> tags() {
    Set<String> tags = new HashSet<>(Set.of(target.tag()));
    for (String field : List.of("Location", "Content-Location")) {
      for (String reference : response.getHeaders(field)) {
        target.resolve(reference).map(PageUri::tag).ifPresent(tags::add);
      }
    }
    List<String> groups = List.copyOf(response.getHeaders("Cache-Group-Invalidation"));
    tags.addAll(target.groupTags(CacheGroups.parse(groups)));
    return tags;
  }

  private final class Completion implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      invalidateOnSuccess();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
