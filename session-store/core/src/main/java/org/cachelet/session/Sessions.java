// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.cachelet.redis.RedisClient;
import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application, which all its nodes share over Redis. Thread-safe.
 *
 * <pre>{@code
 * Sessions sessions = Sessions.builder().settings(settings).application("/shop").open();
 * Session session = sessions.find(cookie).orElseGet(() -> sessions.create(timeout));
 * session.begin();
 * try {
 *   session.setAttribute("cart", cart);
 *   session.commit(); // before the response is
 * } finally {
 *   session.end();
 * }
 * }</pre>
 */
public final class Sessions implements AutoCloseable {
  private static final int CLOSING_SECONDS = 2;
  private static final Duration START_PATIENCE = Duration.ofSeconds(1);

  private final RedisClient client;
  private final SessionsCore core;
  private final SessionTurns turns;
  private final ScheduledThreadPoolExecutor thread;
  private final SessionTouches touches;
  private final ShownSessions shown;

  private Sessions(Builder builder, Settings settings) {
    SessionOptions options = SessionOptions.of(settings, builder.application);
    client = RedisClient.open(SessionSettings.redis(settings));
    SessionStore store =
        new SessionStore(
            new SessionRedis(client),
            new SessionKeys(settings.value(CacheSettings.PREFIX), options.application()),
            new SecretDigests(settings.value(SessionSettings.KEYS)),
            options.times(),
            builder.node);
    AttributeCodec codec = AttributeCodec.of(settings, builder.ownClasses, builder.loader());
    thread = new ScheduledThreadPoolExecutor(1, Sessions::thread);
    thread.prestartCoreThread(); // in an outage no thread is added
    SessionCounts counts = new SessionCounts();
    Retries retries = new Retries(thread, builder.time, counts);
    core = new SessionsCore(store, codec, options, retries, counts, builder.time);
    touches = new SessionTouches(store, options.times());
    turns = new SessionTurns(this, core, settings);
    client.awaitFirstAttempt(START_PATIENCE); // else the first visitors after a start got 503
    new Expiry(core, builder.onExpired, thread).start();
    new EvictionCheck(store, thread).start();
    shown = ShownSessions.show(options.application(), settings, admin(), core::statistics);
  }

  /** Returns whether settings name a Redis that sessions are to be in. */
  public static boolean areOn(Settings settings) {
    return SessionSettings.isOn(settings);
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the session that a client proves to be its own; empty if there is none. It is an access
   * to the session. One round trip.
   *
   * @param id what the client sent, be it anything
   * @throws SessionOutageException if Redis does not answer, and settings want that to be told
   */
  public Optional<Session> find(String id) {
    return SessionId.parse(id).flatMap(this::find);
  }

  /**
   * Returns the session that a client proves to be its own, whose id may be one that a container
   * made by its own rules.
   *
   * @throws SessionOutageException if Redis does not answer, and settings want that to be told
   */
  public Optional<Session> findForeign(String id) {
    return SessionId.parseForeign(id).flatMap(this::find);
  }

  private Optional<Session> find(SessionId id) {
    try {
      return core.find(id);
    } catch (SessionOutageException e) {
      if (core.options().outage() == OutagePolicy.NEAR) {
        Optional<Session> near = core.findNear(id);
        if (near.isPresent()) {
          core.count(Event.NEAR_USE);
          return near;
        }
      }
      core.count(Event.OUTAGE);
      throw e;
    }
  }

  /**
   * Returns the copy of a session that this node has, if this very id has opened it here before.
   * Redis is not asked, and so may know better.
   *
   * @param id what the client sent, be it anything
   */
  public Optional<Session> near(String id) {
    return SessionId.parseForeign(id).flatMap(core::near);
  }

  /** Returns whether a request goes on without a session when it cannot be read. */
  public boolean isAnonymousInOutages() {
    return core.options().outage() == OutagePolicy.ANONYMOUS;
  }

  /**
   * Begins a session. Redis does not know of it before it is committed.
   *
   * @param timeout after how long without a request it expires; zero or less if it never does
   */
  public Session create(Duration timeout) {
    return core.create(core.randomId(), timeout);
  }

  /**
   * Begins a session with an id that a container gives it.
   *
   * @throws IllegalArgumentException if it is no id
   */
  public Session create(String id, Duration timeout) {
    return core.create(SessionId.require(id), timeout);
  }

  /** Returns an id that no session has, for a container that asks before it begins one. */
  public String newId() {
    return core.randomId().text();
  }

  /**
   * Notes an access to a session that the request did not need; now and then, and without waiting
   * for Redis. Redis is not told of what cannot be an id that was made here.
   *
   * @param id what the client sent, be it anything
   */
  public void touch(String id) {
    SessionId.parse(id).ifPresent(touches::touch);
  }

  /** Notes an access to a session whose id may be one that a container made by its own rules. */
  public void touchForeign(String id) {
    SessionId.parseForeign(id).ifPresent(touches::touch);
  }

  /** Returns the turns that requests take which the settings want one after the other. */
  public SessionTurns turns() {
    return turns;
  }

  /** Returns what has happened to the sessions on this node since it began. */
  public SessionStatistics statistics() {
    return core.statistics();
  }

  /** Returns what a container's own store of sessions needs. */
  public SessionRecords records() {
    return new SessionRecords(core);
  }

  /** Returns what administration needs: finding, listing and ending sessions without requests. */
  public SessionAdmin admin() {
    return new SessionAdmin(core);
  }

  /**
   * Ends the work of this node; sessions stay. Waits a few seconds at most for listeners that are
   * being told.
   */
  @Override
  public void close() {
    shown.close();
    thread.shutdownNow();
    try {
      var unused = thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    turns.close();
    client.close();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "cachelet-sessions");
    thread.setDaemon(true);
    return thread;
  }

  /** Gathers what sessions need. Not thread-safe. */
  public static final class Builder {
    private @Nullable Settings settings;
    private String application = "/";
    private String node = UUID.randomUUID().toString().substring(0, 8);
    private Collection<String> ownClasses = List.of();
    private @Nullable ClassLoader loader;
    private InstantSource time = InstantSource.system();
    private Consumer<Session> onExpired = session -> {};

    private Builder() {}

    /** Sets the settings, which must name a Redis. */
    public Builder settings(Settings settings) {
      this.settings = settings;
      return this;
    }

    /** Sets whose sessions they are, unless settings say so: a context path. */
    public Builder application(String contextPath) {
      this.application = contextPath;
      return this;
    }

    /** Sets what this node is called; a random name by default. */
    public Builder node(String name) {
      this.node = name;
      return this;
    }

    /** Sets patterns of classes that may be in sessions beside those that settings allow. */
    public Builder ownClasses(Collection<String> patterns) {
      this.ownClasses = List.copyOf(patterns);
      return this;
    }

    /** Sets where classes are looked for; by default in the context class loader of the thread. */
    public Builder classLoader(ClassLoader loader) {
      this.loader = loader;
      return this;
    }

    /** Sets the clock of this node, which counts only where Redis need not be asked. */
    public Builder time(InstantSource time) {
      this.time = time;
      return this;
    }

    /**
     * Sets who is told of an expired session, while its attributes can still be read. Of all nodes
     * one is told, once; another again if it dies meanwhile.
     */
    public Builder onExpired(Consumer<Session> listener) {
      this.onExpired = listener;
      return this;
    }

    private ClassLoader loader() {
      ClassLoader context =
          loader != null ? loader : Thread.currentThread().getContextClassLoader();
      return context != null ? context : Sessions.class.getClassLoader();
    }

    /**
     * Opens the sessions. Waits until Redis was reached, or could not be, for a second at most.
     *
     * @throws org.cachelet.cache.SettingsException if settings are wrong, or Redisson is missing
     * @throws IllegalStateException if there are no settings, or they name no Redis
     */
    public Sessions open() {
      if (settings == null) {
        throw new IllegalStateException("settings must be set");
      }
      return new Sessions(this, settings);
    }
  }
}
