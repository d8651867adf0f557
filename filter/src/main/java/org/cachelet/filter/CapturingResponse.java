// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.cachelet.filter.CapturedBody.Sending;
import org.cachelet.filter.http.HttpPolicy.SetCookies;
import org.jspecify.annotations.Nullable;

/**
 * A response that holds the body of a page back, so that it can be stored before it is sent.
 *
 * <p>The body is held until {@link #release()}, until the application flushes, until it grows over
 * the limit, or not at all when the {@link Gate} refuses. Then it goes on as the application writes
 * it, byte for byte. Status and header fields are passed on at once. May be used from several
 * threads, one after the other.
 */
final class CapturingResponse extends RecordingResponse {
  private final CapturedBody body;
  private final Gate gate;
  private boolean redirected;
  private SetCookies cookies = SetCookies.REFUSE;
  private boolean defersErrors;
  private boolean holdsNotModified;
  private @Nullable Sending deferred;
  private int deferredStatus;
  private @Nullable CaptureStream stream;
  private @Nullable CaptureWriter writer;
  private @Nullable Captured captured;

  private CapturingResponse(
      HttpServletResponse target, ServletRequest request, int limit, Gate gate) {
    super(target, request);
    this.gate = gate;
    this.body = new CapturedBody(target, limit, () -> refusal(getStatus(), recorded()), gate);
  }

  /**
   * Returns a response in front of one that its client still waits for.
   *
   * @param response the response of the client
   * @param request the request that the application sees
   * @param limit the largest body that is kept, in bytes
   * @param gate asked once the body begins
   */
  static CapturingResponse attached(
      HttpServletResponse response, ServletRequest request, int limit, Gate gate) {
    return new CapturingResponse(Screen.before(response), request, limit, gate);
  }

  /**
   * Returns a response from which nothing reaches the client, who was answered already.
   *
   * @param response the response of the client, committed
   * @param request the request that the application sees
   * @param limit the largest body that is kept, in bytes
   */
  static CapturingResponse detached(
      HttpServletResponse response, ServletRequest request, int limit) {
    HttpServletResponse target = Screen.before(new DetachedResponse(response));
    return new CapturingResponse(target, request, limit, (status, fields) -> Optional.empty());
  }

  /** Makes {@code sendError} with a 5xx status wait for {@link #release()}; returns this. */
  CapturingResponse deferErrors() {
    defersErrors = true;
    return this;
  }

  /** Says what fills the holes of a body that is sent as it is written; returns this. */
  CapturingResponse fills(BodyHoles holes) {
    holes.lengthIsToldIf(this::tellsLength);
    body.fills(holes);
    return this;
  }

  private boolean tellsLength() {
    return recorded().stream().anyMatch(field -> field.getKey().equalsIgnoreCase("Content-Length"));
  }

  /** Says what becomes of a response that sets cookies; returns this. */
  CapturingResponse cookies(SetCookies policy) {
    cookies = policy;
    return this;
  }

  /**
   * Keeps from the client that a page was not modified, since it was not the client who asked for
   * that; returns this.
   */
  CapturingResponse holdNotModified() {
    holdsNotModified = true;
    return this;
  }

  /** Ends the body and returns what the application answered; the same at each call. */
  Captured finish() throws IOException {
    if (captured == null) {
      end();
      judge();
      captured =
          new Captured(
              getStatus(),
              recorded(),
              body.reason().isEmpty() ? body.toByteArray() : new byte[0],
              body.reason());
    }
    return captured;
  }

  /** Whether nothing was sent yet, so that another response may be sent in place of this one. */
  boolean isHeld() {
    return body.isHeld() && !target.isCommitted();
  }

  /** Ends the body and sends what is held, as the application wrote it; does so once only. */
  void release() throws IOException {
    end();
    if (!isHeld()) {
      return;
    }
    if (deferred != null) {
      deferred.run();
    } else {
      body.release();
      body.finish();
    }
  }

  /**
   * Takes fields back that the application set, since another response is sent in place of this
   * one. To be called while this one is held.
   */
  void withdraw(Predicate<String> names) {
    WrittenFields.withdraw(target, recorded(), names);
  }

  /** Drops what is held, as a container does with its buffer after an exception. */
  void abandon() throws IOException {
    body.refuse("abandoned");
    if (!body.isHeld()) {
      end();
    }
    body.reset();
    body.close();
  }

  /** Notes that the container forwards to another servlet, which begins the body anew. */
  void forwarded() {
    if (!isCommitted()) {
      dropBody();
      freeCharset();
      stream = null;
      writer = null;
    }
  }

  @Override
  public void setStatus(int status) {
    super.setStatus(status);
    body.freeze(holdsNotModified && getStatus() == SC_NOT_MODIFIED);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (writer != null) {
      throw new IllegalStateException("getWriter() was called on this response before");
    }
    if (stream == null) {
      if (body.isPassing()) {
        return target.getOutputStream();
      }
      stream = new CaptureStream(body);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (stream != null) {
      throw new IllegalStateException("getOutputStream() was called on this response before");
    }
    if (writer == null) {
      if (body.isPassing()) {
        return target.getWriter();
      }
      writer = new CaptureWriter(body, target, fixCharset());
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (body.isClosed()) {
      return;
    }
    drainWriter();
    body.stream();
    body.send(target::flushBuffer);
  }

  @Override
  public boolean isCommitted() {
    return body.isClosed() || target.isCommitted();
  }

  @Override
  public void reset() {
    if (isIncluded()) {
      return;
    }
    requireUncommitted("reset()");
    target.reset();
    body.freeze(false);
    forgetFields();
    dropBody();
    stream = null;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    requireUncommitted("resetBuffer()");
    target.resetBuffer();
    dropBody();
  }

  @Override
  public void setBufferSize(int size) {
    if (isIncluded()) {
      return;
    }
    requireUncommitted("setBufferSize()");
    if (body.isBegun()) {
      throw new IllegalStateException("setBufferSize() after the body has begun");
    }
    target.setBufferSize(size);
  }

  @Override
  public void sendError(int status) throws IOException {
    error(status, () -> target.sendError(status));
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    error(status, () -> target.sendError(status, message));
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    redirect(location, SC_FOUND, () -> target.sendRedirect(location));
  }

  @Override
  public void sendRedirect(String location, int status) throws IOException {
    redirect(location, status, () -> target.sendRedirect(location, status));
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    keepForRedirect(clearBuffer);
    redirect(location, SC_FOUND, () -> target.sendRedirect(location, clearBuffer));
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    keepForRedirect(clearBuffer);
    redirect(location, status, () -> target.sendRedirect(location, status, clearBuffer));
  }

  @Override
  public int getStatus() {
    return deferred == null ? target.getStatus() : deferredStatus;
  }

  @Override
  public void setTrailerFields(Supplier<Map<String, String>> supplier) {
    target.setTrailerFields(supplier);
    body.refuse("trailer fields");
  }

  @Override
  public String encodeURL(String url) { // no session of one visitor in a page for all
    return body.isPassing() ? target.encodeURL(url) : url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return body.isPassing() ? target.encodeRedirectURL(url) : url;
  }

  private Optional<String> refusal(int status, List<Map.Entry<String, String>> fields) {
    Optional<String> reason =
        body.reason().or(() -> gate.refusal(status, fields)).or(this::cookieRefusal);
    reason.ifPresent(gate::refused);
    return reason;
  }

  private Optional<String> cookieRefusal() {
    return switch (cookies) {
      case REFUSE -> setsCookie() ? Optional.of("the response sets a cookie") : Optional.empty();
      case STRIP -> Optional.empty();
      case STORE ->
          containerSetsCookie() ? Optional.of("the container sets a cookie") : Optional.empty();
    };
  }

  private void error(int status, Sending answer) throws IOException {
    if (isIncluded()) {
      return;
    }
    requireUncommitted("sendError()");
    if (holdsNotModified && status == SC_NOT_MODIFIED) {
      setStatus(status);
      dropBody();
      body.close();
    } else if (defersErrors && status >= SC_INTERNAL_SERVER_ERROR) {
      deferred = answer;
      deferredStatus = status;
      dropAll("sendError(" + status + ")");
    } else {
      answer.run();
      if (target.isCommitted()) { // it is not after 103
        dropAll("sendError(" + status + ")");
      }
    }
  }

  /** Sends what was written before a redirect as its body, if the application wants that. */
  private void keepForRedirect(boolean clearBuffer) throws IOException {
    if (!clearBuffer && !isIncluded()) {
      requireUncommitted("sendRedirect()");
      drainWriter();
      body.pass("redirect with a body");
    }
  }

  /** Lets the container redirect at once, and records what it sends. */
  private void redirect(@Nullable String location, int status, Sending answer) throws IOException {
    if (isIncluded()) {
      return;
    }
    requireUncommitted("sendRedirect()");
    List<Map.Entry<String, String>> fields = new ArrayList<>(recorded());
    if (location != null) { // else the container throws
      fields.add(Map.entry("Location", location));
    }
    refusal(status, fields).ifPresent(body::refuse); // while it can be told in the response
    gate.beforeCommit();
    answer.run();
    redirected = recordLocation();
    if (!redirected) {
      body.refuse("a redirect to nowhere");
    }
    dropBody();
    body.close();
  }

  private void dropAll(String reason) {
    body.refuse(reason);
    dropBody();
    body.close();
  }

  private void dropBody() {
    body.reset();
    if (writer != null) {
      writer.reset();
    }
  }

  private void drainWriter() throws IOException {
    if (writer != null) {
      writer.drain();
    }
  }

  private void end() throws IOException {
    if (body.isClosed()) {
      return;
    }
    try {
      if (writer != null) {
        writer.end();
      }
      body.finish();
    } finally {
      body.close();
    }
  }

  private void judge() {
    cookieRefusal().ifPresent(body::refuse);
    if (body.isHeld() && target.isCommitted() && !redirected) {
      body.refuse("answered by the container");
    }
    String length = recordedLength();
    boolean counts = !body.isFrozen(); // a 304 has the length of what it does not send
    if (counts && length != null && !length.equals(Integer.toString(body.size()))) {
      body.refuse("Content-Length is " + length + ", the body has " + body.size() + " bytes");
    }
  }

  private void requireUncommitted(String method) {
    if (isCommitted()) {
      throw new IllegalStateException(method + " after the response was committed");
    }
  }
}
