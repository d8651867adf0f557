// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.List;
import java.util.function.Supplier;

/** Shows the sessions of an application over JMX. Thread-safe. */
final class SessionsBean implements SessionsMXBean {
  private final SessionAdmin admin;
  private final Supplier<SessionStatistics> statistics;

  SessionsBean(SessionAdmin admin, Supplier<SessionStatistics> statistics) {
    this.admin = admin;
    this.statistics = statistics;
  }

  @Override
  public List<String> sessionsOf(String user) {
    return admin.of(user);
  }

  @Override
  public boolean end(String storage) {
    return admin.end(storage);
  }

  @Override
  public int endAll(String user) {
    return admin.endAll(user);
  }

  @Override
  public long getCount() {
    return admin.count();
  }

  @Override
  public long getFound() {
    return statistics.get().found();
  }

  @Override
  public long getMissing() {
    return statistics.get().missing();
  }

  @Override
  public long getCreated() {
    return statistics.get().created();
  }

  @Override
  public long getEnded() {
    return statistics.get().ended();
  }

  @Override
  public long getEndedByAdmin() {
    return statistics.get().endedByAdmin();
  }

  @Override
  public long getEndedForLimit() {
    return statistics.get().endedForLimit();
  }

  @Override
  public long getExpired() {
    return statistics.get().expired();
  }

  @Override
  public long getRequests() {
    return statistics.get().requests();
  }

  @Override
  public long getSaved() {
    return statistics.get().saved();
  }

  @Override
  public long getDropped() {
    return statistics.get().dropped();
  }

  @Override
  public long getConflicts() {
    return statistics.get().conflicts();
  }

  @Override
  public long getUnreadable() {
    return statistics.get().unreadable();
  }

  @Override
  public long getOutages() {
    return statistics.get().outages();
  }

  @Override
  public long getNearUses() {
    return statistics.get().nearUses();
  }

  @Override
  public long getLost() {
    return statistics.get().lost();
  }

  @Override
  public long getPending() {
    return statistics.get().pending();
  }

  @Override
  public long getNear() {
    return statistics.get().near();
  }
}
