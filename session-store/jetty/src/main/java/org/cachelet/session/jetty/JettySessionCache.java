// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.Session;
import org.cachelet.session.SessionId;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.SessionTurns;
import org.cachelet.session.Sessions;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Hands sessions to requests, each as it is in Redis at that moment: no node has a stale one, and
 * what this node knows already is not sent again. It needs a {@link JettySessionStore} and {@link
 * JettySessionIds}. Thread-safe once it is started.
 */
public final class JettySessionCache extends ContainerLifeCycle implements SessionCache {
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

  private final SessionManager manager;
  private final Activation.Jetty activation;
  private final CalmLog log =
      new CalmLog(
          System.getLogger(JettySessionCache.class.getName()), InstantSource.system(), LOG_PAUSE);
  private @Nullable JettySessionStore store;
  private @Nullable SessionContext context;

  /** Sessions that requests of this node have begun and that are not in Redis yet. */
  private final ConcurrentMap<String, Session> begun = new ConcurrentHashMap<>();

  /** Makes the cache of an application. */
  public JettySessionCache(SessionManager manager) {
    this.manager = manager;
    activation =
        new Activation.Jetty() {
          @Override
          public void activated(org.eclipse.jetty.server.Session session) {
            manager.onSessionActivation(session);
          }

          @Override
          public void passivated(org.eclipse.jetty.server.Session session) {
            manager.onSessionPassivation(session);
          }
        };
  }

  @Override
  public void initialize(SessionContext context) {
    if (!(manager.getSessionIdManager() instanceof JettySessionIds)) {
      throw new IllegalStateException(
          "sessions in Redis need ids of their own: set them up with JettySessions.addTo(server)");
    }
    this.context = context;
    SessionGuard.behind(manager);
  }

  @Override
  protected void doStart() throws Exception {
    JettySessionStore own = store();
    own.initialize(context());
    own.onExpired(session -> known(session).verified().tellEnd());
    super.doStart();
  }

  private JettySessionStore store() {
    if (store == null) {
      throw new IllegalStateException("there is no store of sessions");
    }
    return store;
  }

  private SessionContext context() {
    if (context == null) {
      throw new IllegalStateException("there is no application");
    }
    return context;
  }

  private Sessions sessions() {
    return store().sessions();
  }

  JettySessionIds ids() {
    return (JettySessionIds) manager.getSessionIdManager();
  }

  /** Returns who tells attributes that they have been read or are to be written. */
  Activation.Jetty activation() {
    return activation;
  }

  boolean isAnonymousInOutages() {
    return sessions().isAnonymousInOutages();
  }

  boolean refreshesCookies() {
    return manager.getMaxCookieAge() > 0 && manager.getRefreshCookieAge() > 0;
  }

  /** Returns the turns of requests. */
  SessionTurns turns() {
    return sessions().turns();
  }

  /** Returns a session as Redis has it now. */
  Optional<Session> find(String id) {
    Optional<Session> mine = begun(id);
    return mine.isPresent() ? mine : sessions().find(id);
  }

  /** Returns one that a request has begun, which may be sending its last byte, if it lives. */
  private Optional<Session> begun(String id) {
    return Optional.ofNullable(begun.get(id)).filter(session -> !session.hasEnded());
  }

  /** Notes an access by a request that did not ask for its session. */
  void touch(String id) {
    sessions().touch(id);
  }

  private JettySession known(Session session) {
    return new JettySession(this, new JettySessionData(session, context()));
  }

  /**
   * Returns the session of a request. Of one that this node knows, Redis is asked only if the
   * request asks for it.
   */
  @Override
  public @Nullable ManagedSession get(String id) {
    Optional<Session> near = sessions().near(id);
    if (near.isPresent()) {
      return known(near.get());
    }
    try {
      return find(id).map(session -> known(session).verified()).orElse(null);
    } catch (SessionOutageException e) {
      long now = System.currentTimeMillis();
      return new JettySession(this, new JettySessionData(id, context(), now)).failed();
    }
  }

  @Override
  public ManagedSession newSession(String id, long time, long maxInactiveMs) {
    Session session = sessions().create(id, Duration.ofMillis(maxInactiveMs));
    return known(session).verified();
  }

  @Override
  public ManagedSession newSession(SessionData data) {
    return new JettySession(this, (JettySessionData) data).verified();
  }

  @Override
  public void add(String id, ManagedSession session) {
    JettySession own = (JettySession) session;
    begun.put(id, ((JettySessionData) own.getSessionData()).session());
    own.enter();
  }

  /** Has nothing to do: the guard has saved it. */
  @Override
  public void commit(ManagedSession session) {}

  @Override
  public void release(ManagedSession session) {
    JettySession own = (JettySession) session;
    begun.values().remove(((JettySessionData) own.getSessionData()).sessionOrNull());
    try {
      own.exit();
    } catch (SessionOutageException e) {
      log.warn("end", "what " + own + " changed after its response is not saved", e);
    }
  }

  @Override
  public @Nullable ManagedSession renewSessionId(
      String oldId, String newId, String oldExtendedId, String newExtendedId) {
    Optional<Session> found = find(oldId);
    Optional<SessionId> next = SessionId.parse(newId);
    if (found.isEmpty() || next.isEmpty()) {
      return null;
    }
    found.get().changeId(next.get());
    JettySession session = known(found.get()).verified();
    session.setExtendedId(newExtendedId);
    session.onIdChanged();
    return session;
  }

  /** Ends a session that was ended in another application; only the first to do so gets it. */
  @Override
  public @Nullable ManagedSession delete(String id) {
    return find(id).filter(Session::invalidate).map(s -> known(s).verified()).orElse(null);
  }

  @Override
  public boolean exists(String id) {
    return begun(id).isPresent() || sessions().records().isAlive(id);
  }

  @Override
  public boolean contains(String id) {
    return begun(id).isPresent() || sessions().near(id).isPresent();
  }

  /** Returns none: on one of all nodes, the store finds what has expired. */
  @Override
  public Set<String> checkExpiration(Set<String> candidates) {
    return Set.of();
  }

  @Override
  public void checkInactiveSession(ManagedSession session) {}

  @Override
  public void shutdown() {}

  @Override
  public SessionManager getSessionManager() {
    return manager;
  }

  @Override
  public void setSessionDataStore(SessionDataStore sessionStore) {
    if (!(sessionStore instanceof JettySessionStore own)) {
      throw new IllegalArgumentException("needs a store made by JettySessionStoreFactory");
    }
    updateBean(store, own);
    store = own;
  }

  @Override
  public @Nullable SessionDataStore getSessionDataStore() {
    return store;
  }

  @Override
  public int getEvictionPolicy() {
    return EVICT_ON_SESSION_EXIT;
  }

  @Override
  public void setEvictionPolicy(int policy) {}

  @Override
  public boolean isSaveOnInactiveEviction() {
    return false;
  }

  @Override
  public void setSaveOnInactiveEviction(boolean save) {}

  @Override
  public boolean isSaveOnCreate() {
    return false;
  }

  @Override
  public void setSaveOnCreate(boolean save) {}

  @Override
  public boolean isRemoveUnloadableSessions() {
    return false;
  }

  @Override
  public void setRemoveUnloadableSessions(boolean remove) {}

  @Override
  public boolean isFlushOnResponseCommit() {
    return true;
  }

  @Override
  public void setFlushOnResponseCommit(boolean flush) {}

  @Override
  public boolean isInvalidateOnShutdown() {
    return false;
  }

  @Override
  public void setInvalidateOnShutdown(boolean invalidate) {}
}
