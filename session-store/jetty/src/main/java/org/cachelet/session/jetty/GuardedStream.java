// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Saves the session before the head of the response goes out, in whichever way it is committed. If
 * that fails, another response goes out in its place. Used by one request.
 */
final class GuardedStream extends HttpStream.Wrapper {
  /** When to come again if a session cannot be had. */
  static final String RETRY_AFTER_SECONDS = "1";

  private final SessionUse use;
  private volatile boolean isReplaced;

  GuardedStream(HttpStream wrapped, SessionUse use) {
    super(wrapped);
    this.use = use;
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (isReplaced) {
      callback.succeeded(); // of a response that nobody gets
    } else if (response == null || isInterim(response)) {
      if (last) {
        use.save(); // what was written after the head went out; too late for another answer
      }
      super.send(request, response, last, content, callback);
    } else if (use.save()) {
      super.send(request, fit(response), last, content, callback);
    } else {
      isReplaced = true;
      super.send(request, unavailable(response), true, BufferUtil.EMPTY_BUFFER, callback);
    }
  }

  private static boolean isInterim(MetaData.Response response) {
    return HttpStatus.isInformational(response.getStatus())
        && response.getStatus() != HttpStatus.SWITCHING_PROTOCOLS_101;
  }

  /** Returns the response without cookies of sessions that are not kept. */
  private MetaData.Response fit(MetaData.Response response) {
    boolean isUnavailable =
        use.hadOutage() && response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503;
    HttpFields fields = response.getHttpFields();
    boolean hasVainCookie = fields.stream().anyMatch(this::isVainCookie) || hasTwins(fields);
    if (!isUnavailable && !hasVainCookie) {
      return response;
    }
    HttpFields.Mutable fit = HttpFields.build(fields);
    if (hasVainCookie) {
      removeVainCookies(fit.iterator());
      removeExpires(fit);
    }
    if (isUnavailable) {
      fit.put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return new MetaData.Response(
        response.getStatus(),
        response.getReason(),
        response.getHttpVersion(),
        fit,
        response.getContentLength(),
        response.getTrailersSupplier());
  }

  /** Returns whether a cookie is set twice, as Jetty does it when a response is reset. */
  private static boolean hasTwins(HttpFields fields) {
    List<String> cookies = fields.getValuesList(HttpHeader.SET_COOKIE);
    return cookies.size() > 1 && cookies.stream().distinct().count() < cookies.size();
  }

  private void removeVainCookies(Iterator<HttpField> fields) {
    Set<String> seen = new HashSet<>();
    while (fields.hasNext()) {
      HttpField field = fields.next();
      boolean isTwin = field.getHeader() == HttpHeader.SET_COOKIE && !seen.add(field.getValue());
      if (isTwin || isVainCookie(field)) {
        fields.remove();
      }
    }
  }

  /** Removes what Jetty has added with the cookie. */
  private static void removeExpires(HttpFields.Mutable fields) {
    boolean isJettys =
        Objects.equals(HttpFields.EXPIRES_01JAN1970.getValue(), fields.get(HttpHeader.EXPIRES));
    if (isJettys && !fields.contains(HttpHeader.SET_COOKIE)) {
      fields.remove(HttpHeader.EXPIRES);
    }
  }

  private boolean isVainCookie(HttpField field) {
    String value = field.getHeader() == HttpHeader.SET_COOKIE ? field.getValue() : null;
    return value != null && use.isVain(value);
  }

  private static MetaData.Response unavailable(MetaData.Response response) {
    HttpFields.Mutable fields =
        HttpFields.build()
            .put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS)
            .put(HttpHeader.CACHE_CONTROL, "no-store")
            .put(HttpHeader.CONTENT_LENGTH, 0L);
    return new MetaData.Response(
        HttpStatus.SERVICE_UNAVAILABLE_503, null, response.getHttpVersion(), fields, 0);
  }

  @Override
  public void succeeded() {
    use.end();
    super.succeeded();
  }

  @Override
  public void failed(Throwable failure) {
    use.end();
    super.failed(failure);
  }
}
