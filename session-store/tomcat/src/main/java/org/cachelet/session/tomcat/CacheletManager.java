// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.util.SessionConfig;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.SessionId;
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
  private static final String CLASS_NAME = "className";
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

  private final ManagerSettings attributes = new ManagerSettings();
  private final SessionValve sessionValve = new SessionValve();

  private final UnseenIds unseen = new UnseenIds();
  private final AtomicLong created = new AtomicLong();
  private final CalmLog log =
      new CalmLog(
          System.getLogger(CacheletManager.class.getName()), InstantSource.system(), LOG_PAUSE);

  private final LocalSessions locals = new LocalSessions(log);
  private final AdministeredSessions administered = new AdministeredSessions(this);

  private volatile @Nullable Sessions shared;
  private volatile LookupValve lookupValve = new LookupValve();
  private volatile String route = "";

  /** Makes a manager without settings of its own; logins outlive the node. */
  public CacheletManager() {
    setPersistAuthentication(true);
  }

  /** Takes any attribute that a file has; whether there is such a setting is told at the start. */
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
    String jvmRoute = getJvmRoute();
    route = jvmRoute == null || jvmRoute.isEmpty() ? "" : "." + jvmRoute;
    Sessions open = new SessionOpening(this, attributes).open(this::tellEnd);
    shared = open;
    getContext().getServletContext().setAttribute(Sessions.class.getName(), open);
    OutageFilter.addTo(getContext());
    lookupValve = new LookupValve(); // none starts twice
    getContext().getPipeline().addValve(lookupValve);
    setState(LifecycleState.STARTING);
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
      getContext().getServletContext().removeAttribute(Sessions.class.getName());
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

  /** Returns the session with this id, whatever node it was on; null if there is none. */
  @Override
  public @Nullable Session findSession(@Nullable String id) {
    Sessions open = shared;
    if (id == null || open == null) {
      return null;
    }
    return unseen
        .find(open, id, Tracking.isByTls(getContext()))
        .map(session -> session.view(TomcatSession.class, this::shown))
        .orElse(null);
  }

  /** Returns whether Redis did not answer a moment ago whether there is a session of this id. */
  boolean isUnseen(String id) {
    return unseen.contains(id);
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
    locals.forget((TomcatSession) session);
  }

  /** Returns the sessions that have something on this node only. */
  LocalSessions locals() {
    return locals;
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

  /** Looks for sessions that have ended on other nodes and have something here. */
  @Override
  public void processExpires() {
    Sessions open = shared;
    if (open != null) {
      locals.endAbsent(open);
    }
  }

  /** Returns the sessions of all nodes, up to a thousand, as administrators see them. */
  @Override
  public Session[] findSessions() {
    return administered.all(opened().admin()).toArray(new Session[0]);
  }

  /** Returns how many sessions all nodes have; what it was last if Redis does not answer. */
  @Override
  public int getActiveSessions() {
    Sessions open = shared;
    return open == null ? 0 : administered.count(open.admin());
  }

  /** Returns how many sessions this node has begun. */
  @Override
  public long getSessionCounter() {
    return created.get();
  }

  /** Returns where sessions are stored, which opens none of them. */
  @Override
  public String listSessionIds() {
    return String.join(" ", opened().admin().list(0, AdministeredSessions.MOST_LISTED));
  }

  /** Ends the session that is stored there. */
  @Override
  public void expireSession(String storage) {
    administered.find(opened().admin(), storage).ifPresent(TomcatSession::expire);
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
