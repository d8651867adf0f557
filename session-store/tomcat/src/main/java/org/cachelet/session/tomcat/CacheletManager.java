// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.util.SessionConfig;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.cachelet.session.OwnClasses;
import org.cachelet.session.SessionId;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.SessionTurns;
import org.cachelet.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a web application in Redis, so that all its nodes have them. In its {@code
 * context.xml}:
 *
 * <pre>{@code
 * <Manager className="org.cachelet.session.tomcat.CacheletManager"
 *          redisUrl="redis://redis:6379" maxPerUser="5" />
 * }</pre>
 *
 * Each setting of sessions is an attribute: {@code touchInterval} is {@code
 * cachelet.session.touch-interval}. Thread-safe once it is started.
 */
public final class CacheletManager extends ManagerBase {
  /** How many sessions the tools of an administrator see. */
  static final int MOST_LISTED = 1_000;

  private static final String CLASS_NAME = "className";
  private static final int MOST_UNSEEN = 100_000;
  private static final Duration UNSEEN_TIME = Duration.ofMinutes(1);
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

  private final ManagerSettings attributes = new ManagerSettings();
  private final SessionValve sessionValve = new SessionValve();

  /** Sessions that have something on this node only, by where they are stored. */
  private final Map<String, TomcatSession> locals = new ConcurrentHashMap<>();

  /** Ids for which Redis did not answer a moment ago. */
  private final Cache<String, Boolean> unseen =
      Caffeine.newBuilder()
          .maximumSize(MOST_UNSEEN)
          .expireAfterWrite(UNSEEN_TIME)
          .executor(Runnable::run)
          .build();

  private final AtomicLong created = new AtomicLong();
  private final CalmLog log =
      new CalmLog(
          System.getLogger(CacheletManager.class.getName()), InstantSource.system(), LOG_PAUSE);

  private volatile @Nullable Sessions shared;
  private volatile LookupValve lookupValve = new LookupValve();
  private volatile String route = "";
  private volatile int lastCount;

  /** Makes a manager without settings of its own; logins outlive the node. */
  public CacheletManager() {
    setPersistAuthentication(true);
  }

  /**
   * Takes an attribute that has no method of its own, as Tomcat does when it reads a file.
   *
   * @return true: whether there is such a setting is found out at the start, and told there
   */
  public boolean setProperty(String name, String value) {
    if (!name.equals(CLASS_NAME)) { // which some ways to read a file pass on
      attributes.set(name, value);
    }
    return true;
  }

  @Override
  public String getName() {
    return CacheletManager.class.getSimpleName();
  }

  /** Comes before the authenticators, which answer requests themselves. */
  @Override
  public void setContext(@Nullable Context context) {
    super.setContext(context);
    if (context != null) {
      context.getPipeline().addValve(sessionValve);
    }
  }

  @Override
  protected void startInternal() throws LifecycleException {
    super.startInternal();
    requireNoLimit();
    String jvmRoute = getJvmRoute();
    route = jvmRoute == null || jvmRoute.isEmpty() ? "" : "." + jvmRoute;
    shared = open();
    OutageFilter.addTo(getContext());
    lookupValve = new LookupValve(); // none starts twice
    getContext().getPipeline().addValve(lookupValve);
    setState(LifecycleState.STARTING);
  }

  private void requireNoLimit() throws LifecycleException {
    if (getMaxActiveSessions() >= 0) {
      throw new LifecycleException(
          "maxActiveSessions must not be set for "
              + getName()
              + ", whose sessions are those of all nodes; maxPerUser limits those of each user");
    }
  }

  private Sessions open() throws LifecycleException {
    try {
      Context context = getContext();
      Settings settings = attributes.read(context.getServletContext());
      if (!Sessions.areOn(settings)) {
        throw new LifecycleException(
            getName() + " needs to know where Redis is; set redisUrl=\"redis://...\"");
      }
      return Sessions.builder()
          .settings(settings)
          .application(context.getPath().isEmpty() ? "/" : context.getPath())
          .ownClasses(OwnClasses.patterns(context.getServletContext()::getResourcePaths))
          .classLoader(context.getLoader().getClassLoader())
          .onExpired(this::tellEnd)
          .open();
    } catch (SettingsException e) {
      throw new LifecycleException(e.getMessage()); // one message, without where it comes from
    } catch (IOException e) {
      throw new LifecycleException("the settings of the sessions cannot be read", e);
    }
  }

  private void tellEnd(org.cachelet.session.Session session) {
    session.view(TomcatSession.class, this::shown).tellEnd();
  }

  /** Ends the work of this node; sessions stay, and nobody is told of an end. */
  @Override
  protected void stopInternal() throws LifecycleException {
    setState(LifecycleState.STOPPING);
    getContext().getPipeline().removeValve(lookupValve);
    Sessions open = shared;
    shared = null;
    if (open != null) {
      open.close();
    }
    locals.clear();
    super.stopInternal();
  }

  /** Leaves the application; until then, its first valve is kept first for the next start. */
  @Override
  protected void destroyInternal() throws LifecycleException {
    getContext().getPipeline().removeValve(sessionValve);
    super.destroyInternal();
  }

  /** Does nothing: sessions are in Redis. */
  @Override
  public void load() {}

  /** Does nothing: sessions are in Redis. */
  @Override
  public void unload() {}

  /** Returns the sessions of all nodes. */
  private Sessions opened() {
    Sessions open = shared;
    if (open == null) {
      throw new IllegalStateException("the application " + getContext().getName() + " has stopped");
    }
    return open;
  }

  /** Returns the turns of requests. */
  SessionTurns turns() {
    return opened().turns();
  }

  private TomcatSession shown(org.cachelet.session.Session session) {
    return new TomcatSession(this, session);
  }

  /**
   * Begins a session, of which nobody knows before it is saved.
   *
   * @param id null, or one that the visitor has already, be it for another application or from TLS
   */
  @Override
  public Session createSession(@Nullable String id) {
    Duration timeout = Duration.ofMinutes(getContext().getSessionTimeout());
    org.cachelet.session.Session session =
        id == null || !isKept(id) ? opened().create(timeout) : opened().create(id, timeout);
    TomcatSession shown = session.view(TomcatSession.class, this::shown);
    created.incrementAndGet();
    shown.tellNew();
    return shown;
  }

  private boolean isKept(String id) {
    return SessionId.parse(id).isPresent() || Tracking.isByTls(getContext());
  }

  @Override
  public Session createEmptySession() {
    return shown(opened().create(Duration.ofMinutes(getContext().getSessionTimeout())));
  }

  /**
   * Returns the session with this id, be the last request of it on whatever node; null if there is
   * none.
   *
   * @throws SessionOutageException if Redis does not answer, and the request is to be told
   */
  @Override
  public @Nullable Session findSession(@Nullable String id) {
    Sessions open = shared;
    if (id == null || open == null) {
      return null;
    }
    try {
      Optional<org.cachelet.session.Session> found =
          Tracking.isByTls(getContext()) ? open.findForeign(id) : open.find(id);
      unseen.invalidate(id);
      return found.map(session -> session.view(TomcatSession.class, this::shown)).orElse(null);
    } catch (SessionOutageException e) {
      if (open.isAnonymousInOutages()) {
        unseen.put(id, true);
        return null;
      }
      throw e;
    }
  }

  /** Returns whether Redis did not answer a moment ago whether there is a session of this id. */
  boolean isUnseen(String id) {
    return unseen.getIfPresent(id) != null;
  }

  /** Returns whether Redis, when it does not answer, leaves requests without a session. */
  boolean isAnonymousInOutages() {
    return opened().isAnonymousInOutages();
  }

  /** Notes an access to a session that a request did not need. */
  void touch(String id) {
    Sessions open = shared;
    if (open != null && Tracking.isByTls(getContext())) {
      open.touchForeign(id);
    } else if (open != null) {
      open.touch(id);
    }
  }

  /** Gives a session another id; the old one is worthless on all nodes from now on. */
  @Override
  public String rotateSessionId(Session session) {
    TomcatSession rotated = (TomcatSession) session;
    String before = rotated.shared().id();
    rotated.shared().need();
    String id = rotated.shared().changeId();
    rotated.tellChangedSessionId(id, before, true, true);
    return routed(id);
  }

  /** Refuses: ids are made here. */
  @Override
  public void changeSessionId(Session session, String newId) {
    throw new UnsupportedOperationException("the id of a session can be rotated, but not chosen");
  }

  /** Does nothing: sessions are in Redis. */
  @Override
  public void add(Session session) {}

  /** Forgets what a session that has ended had on this node. */
  @Override
  public void remove(Session session, boolean update) {
    super.remove(session, update);
    forget((TomcatSession) session);
  }

  /** Forgets what a session had on this node. */
  void forget(TomcatSession session) {
    locals.remove(session.shared().storage());
  }

  /** Returns what a session has on this node. */
  NodeLocal localOf(String storage) {
    TomcatSession known = locals.get(storage);
    return known != null ? known.local() : new NodeLocal();
  }

  /** Keeps what a session has on this node for as long as it lives. */
  void keepLocal(TomcatSession session) {
    locals.put(session.shared().storage(), session);
  }

  /** Returns an id with the route of this node. */
  String routed(String id) {
    return id + route;
  }

  /** Returns the name of the cookie that ids are sent in. */
  String cookieName() {
    return SessionConfig.getSessionCookieName(getContext());
  }

  /** Returns where failures go that may come in floods. */
  CalmLog log() {
    return log;
  }

  /**
   * Looks for sessions that have ended on other nodes and have something here, as open WebSockets;
   * those that expire are looked for elsewhere.
   */
  @Override
  public void processExpires() {
    Sessions open = shared;
    if (open == null || locals.isEmpty()) {
      return;
    }
    try {
      for (String storage : List.copyOf(locals.keySet())) {
        if (open.admin().read(storage, session -> true).isEmpty()) {
          endLocal(storage);
        }
      }
    } catch (SessionOutageException e) {
      log.warn("local", "sessions that ended on other nodes are looked for later", e);
    }
  }

  private void endLocal(String storage) {
    TomcatSession ended = locals.remove(storage);
    if (ended != null) {
      ended.tellAbsence();
    }
  }

  /** Returns the sessions of all nodes, up to a thousand, as administrators see them. */
  @Override
  public Session[] findSessions() {
    List<Session> found = new ArrayList<>();
    try {
      for (String storage : opened().admin().list(0, MOST_LISTED)) {
        opened()
            .admin()
            .read(storage, session -> new AdministeredSession(this, session))
            .ifPresent(found::add);
      }
    } catch (SessionOutageException e) {
      log.warn("list", "sessions cannot be listed", e);
    }
    return found.toArray(new Session[0]);
  }

  /** Returns how many sessions all nodes have; what it was last if Redis does not answer. */
  @Override
  public int getActiveSessions() {
    Sessions open = shared;
    try {
      lastCount = open == null ? 0 : (int) open.admin().count();
    } catch (SessionOutageException e) {
      log.warn("count", "sessions cannot be counted", e);
    }
    return lastCount;
  }

  /** Returns how many sessions this node has begun. */
  @Override
  public long getSessionCounter() {
    return created.get();
  }

  /** Returns where sessions are stored, which opens none of them. */
  @Override
  public String listSessionIds() {
    return String.join(" ", opened().admin().list(0, MOST_LISTED));
  }

  /** Ends the session that is stored there. */
  @Override
  public void expireSession(String storage) {
    opened()
        .admin()
        .read(storage, session -> new AdministeredSession(this, session))
        .ifPresent(TomcatSession::expire);
  }

  /** Returns null: values are not for monitoring. */
  @Override
  public @Nullable String getSessionAttribute(String storage, String name) {
    return null;
  }

  /** Returns nothing: values are not for monitoring. */
  @Override
  @SuppressWarnings("NonApiType") // as Tomcat declares it
  public HashMap<String, String> getSession(String storage) {
    return new HashMap<>();
  }
}
