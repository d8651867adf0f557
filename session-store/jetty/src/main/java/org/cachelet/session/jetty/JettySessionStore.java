// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.cachelet.session.OwnClasses;
import org.cachelet.session.Session;
import org.cachelet.session.SessionRecords;
import org.cachelet.session.Sessions;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.UnreadableSessionDataException;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application in Redis. A {@link JettySessionCache} works with the sessions
 * themselves; what Jetty asks of a store is here too. Thread-safe once it is started.
 */
final class JettySessionStore extends AbstractSessionDataStore {
  /** The note of when the cookie was sent last. */
  static final String COOKIE_SET = "cookie";

  private static final int MOST_AT_ONCE = 50;

  private final Map<String, String> settings;
  private volatile Consumer<Session> onExpired = session -> {};
  private volatile @Nullable Sessions sessions;

  /** Takes what the server sets. */
  JettySessionStore(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Sets who is told of sessions that have expired; before the store starts. */
  void onExpired(Consumer<Session> listener) {
    onExpired = listener;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ClassLoader loader = loader();
    String path = _context.getContext().getContextPath();
    Sessions open =
        Sessions.builder()
            .settings(JettySettings.load(settings, _context.getContext(), loader))
            .application(path == null || path.isEmpty() ? "/" : path)
            .ownClasses(OwnClasses.patterns(new Folders(_context.getContext())::paths))
            .classLoader(loader)
            .onExpired(session -> _context.run(() -> onExpired.accept(session)))
            .open();
    sessions = open;
    _context.getContext().setAttribute(Sessions.class.getName(), open);
  }

  private ClassLoader loader() {
    ClassLoader own = _context.getContext().getClassLoader();
    ClassLoader loader = own != null ? own : Thread.currentThread().getContextClassLoader();
    return loader != null ? loader : JettySessionStore.class.getClassLoader();
  }

  @Override
  protected void doStop() throws Exception {
    Sessions open = sessions;
    if (open != null) {
      _context.getContext().removeAttribute(Sessions.class.getName());
      open.close();
    }
    super.doStop();
  }

  /** Returns the sessions; only while the store is started. */
  Sessions sessions() {
    Sessions open = sessions;
    if (open == null) {
      throw new IllegalStateException("the store is not started");
    }
    return open;
  }

  private SessionRecords records() {
    return sessions().records();
  }

  @Override
  public SessionData newSessionData(
      String id, long created, long accessed, long lastAccessed, long maxInactiveMs) {
    Session session =
        records().create(id, Instant.ofEpochMilli(created), Duration.ofMillis(maxInactiveMs));
    JettySessionData data = new JettySessionData(session, _context);
    data.setAccessed(accessed);
    data.setLastAccessed(lastAccessed);
    return data;
  }

  @Override
  public void doStore(String id, SessionData data, long lastSaveTime) {
    Session session = ((JettySessionData) data).session();
    session.setNote(StoredTimes.NOTE, StoredTimes.of(data).text());
    session.commit();
  }

  @Override
  public @Nullable SessionData doLoad(String id) throws Exception {
    Optional<Session> found = records().read(id);
    return found.isPresent() ? data(found.get()) : null;
  }

  private SessionData data(Session session) throws UnreadableSessionDataException {
    JettySessionData data = new JettySessionData(session, _context);
    if (session.noteNames().contains(StoredTimes.NOTE)) {
      try {
        StoredTimes.parse(session.note(StoredTimes.NOTE)).applyTo(data);
      } catch (IllegalArgumentException e) {
        throw new UnreadableSessionDataException(session.toString(), _context, e); // not the id
      }
    }
    return data;
  }

  @Override
  public boolean doExists(String id) {
    return records().isAlive(id);
  }

  @Override
  public boolean delete(String id) {
    return records().end(id);
  }

  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    Set<String> expired = new HashSet<>(candidates);
    expired.removeIf(id -> records().isAlive(id));
    return expired;
  }

  /** Returns those that Jetty itself has given ids to; who holds one of ours is unknown here. */
  @Override
  public Set<String> doGetExpired(long before) {
    Set<String> expired = new HashSet<>();
    for (Session session : records().expired(MOST_AT_ONCE)) {
      times(session)
          .filter(times -> times.expiry() <= before)
          .ifPresent(times -> expired.add(times.id()));
    }
    return expired;
  }

  @Override
  public void doCleanOrphans(long before) {
    for (String id : doGetExpired(before)) {
      records().end(id);
    }
  }

  private static Optional<StoredTimes> times(Session session) {
    try {
      return session.noteNames().contains(StoredTimes.NOTE)
          ? Optional.of(StoredTimes.parse(session.note(StoredTimes.NOTE)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Attributes are written one by one, without the session leaving the node. */
  @Override
  public boolean isPassivating() {
    return false;
  }
}
