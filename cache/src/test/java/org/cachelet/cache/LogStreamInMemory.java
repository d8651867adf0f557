// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One node's way to a log in memory, which several nodes share; each way can be cut. */
final class LogStreamInMemory implements LogStream {
  private final Server server;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean cut;
  private volatile boolean waitingCut;
  private volatile boolean extentCut;
  private volatile boolean answersLost;
  private volatile Duration delay = Duration.ZERO;

  LogStreamInMemory(Server server) {
    this.server = server;
  }

  /** Lets all calls fail. */
  void cut() {
    cut = true;
  }

  /** Lets only the waiting for records fail. */
  void cutWaiting() {
    waitingCut = true;
  }

  /** Lets only the question for the extent fail. */
  void cutExtent() {
    extentCut = true;
  }

  /** Lets appends arrive, and fail nevertheless. */
  void loseAnswers() {
    answersLost = true;
  }

  /** Ends all faults. */
  void heal() {
    cut = false;
    waitingCut = false;
    extentCut = false;
    answersLost = false;
    delay = Duration.ZERO;
  }

  /** Lets so much time pass between the reading of records and the arrival of the answer. */
  void delay(Duration answer) {
    delay = answer;
  }

  int failures() {
    return failures.get();
  }

  private void require(boolean possible) throws UnavailableException {
    if (!possible) {
      failures.incrementAndGet();
      throw new UnavailableException("cut");
    }
  }

  @Override
  public LogPosition append(Invalidation invalidation) throws UnavailableException {
    require(!cut);
    LogPosition at = server.append(invalidation);
    require(!answersLost);
    return at;
  }

  @Override
  public void appendAt(LogPosition position, Invalidation invalidation)
      throws UnavailableException {
    require(!cut);
    server.appendAt(position, invalidation);
  }

  @Override
  public List<Item> await(LogPosition after, Duration wait) throws UnavailableException {
    require(!cut && !waitingCut);
    List<Item> items = server.await(after, wait);
    require(!cut && !waitingCut);
    server.pass(delay);
    return items;
  }

  @Override
  public List<Item> poll(LogPosition after) throws UnavailableException {
    require(!cut);
    List<Item> items = server.after(after);
    server.pass(delay);
    return items;
  }

  @Override
  public Extent extent() throws UnavailableException {
    require(!cut && !extentCut);
    return server.extent();
  }

  @Override
  public void trim(Duration age, int count) throws UnavailableException {
    require(!cut);
    server.trim(age, count);
  }

  /** What the nodes share. Thread-safe. */
  static final class Server {
    private final FakeTime clock;
    private final InstantSource time;
    private List<Item> items = new ArrayList<>();
    private LogPosition last = LogPosition.START;
    private int trims;
    private long behind;

    /** Makes an empty one, whose answers make no time pass if the time is not a fake. */
    Server(InstantSource time) {
      this.time = time;
      this.clock = time instanceof FakeTime fake ? fake : new FakeTime();
    }

    LogStreamInMemory node() {
      return new LogStreamInMemory(this);
    }

    void pass(Duration delay) {
      clock.pass(delay);
    }

    synchronized LogPosition append(Invalidation invalidation) {
      LogPosition now = new LogPosition(time.millis() - behind, 0);
      LogPosition at = now.isAfter(last) ? now : new LogPosition(last.time(), last.sequence() + 1);
      appendAt(at, invalidation);
      return at;
    }

    synchronized void appendAt(LogPosition at, Invalidation invalidation) {
      if (at.isAfter(last)) {
        items.add(new Item(at, invalidation));
        last = at;
        notifyAll();
      }
    }

    /** Waits really, or not at all if the time is a fake. */
    synchronized List<Item> await(LogPosition after, Duration wait) {
      long end = System.nanoTime() + (time instanceof FakeTime ? 0 : wait.toNanos());
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        while (after(after).isEmpty() && left > 0) {
          wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return after(after);
    }

    synchronized List<Item> after(LogPosition after) {
      return items.stream().filter(item -> item.at().isAfter(after)).limit(MAX_READ).toList();
    }

    synchronized Extent extent() {
      return new Extent(items.isEmpty() ? LogPosition.START : items.get(0).at(), last);
    }

    synchronized void trim(Duration age, int count) {
      trims++;
      long oldest = time.millis() - age.toMillis();
      items.removeIf(item -> item.at().time() < oldest);
      trimTo(count);
    }

    /** Forgets all records but the newest ones. */
    synchronized void trimTo(int count) {
      if (items.size() > count) {
        items = new ArrayList<>(items.subList(items.size() - count, items.size()));
      }
    }

    /** Loses the whole log, as a server without it does that was started in the other's place. */
    synchronized void lose() {
      items.clear();
      last = LogPosition.START;
    }

    /** Lets the clock of the log be behind that of the nodes. */
    synchronized void behind(Duration howFar) {
      behind = howFar.toMillis();
    }

    /** Loses the newest records, as a replica does that was behind. */
    synchronized void loseEnd(int count) {
      items = new ArrayList<>(items.subList(0, items.size() - count));
      last = items.isEmpty() ? LogPosition.START : items.get(items.size() - 1).at();
    }

    synchronized List<Item> items() {
      return List.copyOf(items);
    }

    synchronized int trims() {
      return trims;
    }
  }
}
