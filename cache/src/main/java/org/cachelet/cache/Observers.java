// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The observers of an application's caches, and what they are told: each cache and rule once,
 * whichever was there first. Thread-safe.
 */
final class Observers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CachesObserver.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final List<CachesObserver> observers = new ArrayList<>();
  private final Map<Subject, Consumer<CachesObserver>> told = new LinkedHashMap<>();
  private boolean closed;

  /** Adds an observer and tells it what is there; after the close, only that. */
  void add(CachesObserver observer) {
    lock.lock();
    try {
      if (closed) {
        tell(observer, CachesObserver::onClose);
        return;
      }
      observers.add(observer);
      List.copyOf(told.values()).forEach(what -> tell(observer, what));
    } finally {
      lock.unlock();
    }
  }

  /** Tells the observers of a cache or rule, unless they know it or were told of the close. */
  void tell(String cache, String rule, Supplier<CacheStatistics> statistics) {
    Consumer<CachesObserver> what = observer -> observer.onCache(cache, rule, statistics);
    lock.lock();
    try {
      if (!closed && told.putIfAbsent(new Subject(cache, rule), what) == null) {
        List.copyOf(observers).forEach(observer -> tell(observer, what));
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      observers.forEach(observer -> tell(observer, CachesObserver::onClose));
      observers.clear();
      told.clear();
    } finally {
      lock.unlock();
    }
  }

  private static void tell(CachesObserver observer, Consumer<CachesObserver> what) {
    try {
      what.accept(observer);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "caches observer " + observer.getClass().getName() + " failed", e);
    }
  }

  private record Subject(String cache, String rule) {}
}
