// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from the application: held back, or sent to the client, or both.
 *
 * <p>An asynchronous request may hand it from thread to thread, but no two may use it at once. The
 * volatile {@code state} is read before and written after the rest, which makes each thread see
 * what the one before it did.
 */
final class CapturedBody {
  /** Something that reaches the client, if the client is still there. */
  interface Sending {
    void run() throws IOException;
  }

  private enum State {
    /** Nothing written, nothing asked. */
    UNDECIDED,
    /** Kept, not sent. */
    HOLDING,
    /** Kept and sent. */
    STREAMING,
    /** Sent with its holes filled, not kept. */
    FILLING,
    /** Sent, not kept. */
    PASSING
  }

  private final HttpServletResponse target;
  private final KeptBytes kept;
  private final int limit;
  private final Supplier<Optional<String>> refusal;
  private final Gate gate;
  private @Nullable BodyHoles holes;
  private volatile State state = State.UNDECIDED;
  private volatile boolean closed;
  private volatile boolean frozen;
  private @Nullable String reason;

  /**
   * Creates an empty body.
   *
   * @param target where it goes in the end
   * @param limit how many bytes are kept at most
   * @param refusal says at the first byte why this body is not to be kept
   * @param gate told before bytes are sent while more may come, and when none are kept any more
   */
  CapturedBody(
      HttpServletResponse target, int limit, Supplier<Optional<String>> refusal, Gate gate) {
    this.target = target;
    this.kept = new KeptBytes(limit);
    this.limit = limit;
    this.refusal = refusal;
    this.gate = gate;
  }

  /** Says what fills the holes of a body that is sent before it is complete. */
  void fills(BodyHoles filling) {
    holes = filling;
  }

  /** Decides at the first byte or flush whether the body is kept. */
  void begin() throws IOException {
    if (state == State.UNDECIDED && !frozen) {
      Optional<String> why = refusal.get();
      if (why.isPresent()) {
        pass(why.get());
      } else {
        state = State.HOLDING;
      }
    }
  }

  /** Takes bytes from the application; ignores them after {@link #close()}, as containers do. */
  void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed || frozen || length == 0) {
      return;
    }
    begin();
    if (!isPassing() && state != State.FILLING && !kept.fits(length)) {
      pass("body is over " + limit + " bytes");
    }
    State now = state;
    if (now != State.PASSING && now != State.FILLING) {
      kept.append(bytes, offset, length);
    }
    state = now;
    if (now != State.HOLDING) {
      send(() -> sink().write(bytes, offset, length));
    }
  }

  /** Sends something; without a client, the application may stop before the body is whole. */
  void send(Sending sending) throws IOException {
    if (frozen) {
      return;
    }
    try {
      sending.run();
    } catch (IOException e) {
      refuse("the client went away");
      throw e;
    }
  }

  /** Sends what is held; from now on bytes are sent as they come. */
  void stream() throws IOException {
    if (frozen) {
      return;
    }
    begin();
    if (isHeld()) {
      gate.beforeCommit();
    }
    release();
  }

  /** Sends what is held, without asking whether it is to be kept. */
  void release() throws IOException {
    if (isHeld()) {
      sendKept();
      state = State.STREAMING;
    }
  }

  /** Sends what is held and keeps nothing any more, for this reason. */
  void pass(String why) throws IOException {
    refuse(why);
    boolean held = isHeld();
    state = holes == null || holes.isEmpty() ? State.PASSING : State.FILLING;
    endMarks();
    gate.passes();
    if (held) {
      gate.beforeCommit();
      sendKept();
    }
    kept.clear();
  }

  /** Notes why this body cannot be stored; the first reason stays. */
  void refuse(String why) {
    if (reason == null) {
      reason = why;
    }
  }

  /** Forgets what is held, as if nothing had been written. */
  void reset() {
    kept.clear();
    if (isHeld()) {
      state = State.UNDECIDED;
    }
  }

  /** Lets neither bytes nor flushes count, or count again; has no effect once bytes were sent. */
  void freeze(boolean whether) {
    frozen = whether && isHeld();
  }

  /** Whether bytes and flushes do not count now. */
  boolean isFrozen() {
    return frozen;
  }

  /** Ends the body: what comes later is ignored. */
  void close() {
    closed = true;
  }

  /** Whether the first byte or flush has come. */
  boolean isBegun() {
    return state != State.UNDECIDED;
  }

  /** Whether the body has ended. */
  boolean isClosed() {
    return closed;
  }

  /** Whether nothing was sent so far. */
  boolean isHeld() {
    return state == State.UNDECIDED || state == State.HOLDING;
  }

  /** Whether bytes go to the client without being kept. */
  boolean isPassing() {
    return state == State.PASSING;
  }

  /** Returns how many bytes are kept. */
  int size() {
    return kept.size();
  }

  /** Returns why this body cannot be stored. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns the kept bytes. */
  byte[] toByteArray() {
    return kept.toByteArray();
  }

  /** Returns the stream of the container. */
  ServletOutputStream out() throws IOException {
    return target.getOutputStream();
  }

  private OutputStream sink() throws IOException {
    return holes == null ? out() : holes.before(out());
  }

  /** Sends what was held back because a mark might have been cut in two; at the end of a body. */
  void finish() throws IOException {
    BodyHoles filling = holes;
    if (filling != null && filling.holdsBack()) {
      send(() -> filling.end(out()));
    }
  }

  private void endMarks() {
    if (holes != null) {
      holes.close();
    }
  }

  private void sendKept() throws IOException {
    endMarks();
    if (kept.size() > 0) {
      send(() -> kept.writeTo(sink()));
    }
  }
}
