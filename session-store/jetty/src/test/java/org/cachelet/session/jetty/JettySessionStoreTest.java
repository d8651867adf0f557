// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.cachelet.session.Session;
import org.cachelet.test.redis.RedisServer;
import org.eclipse.jetty.session.AbstractSessionDataStoreTest;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionDataStoreFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What Jetty asks of each of its stores, in its own tests. */
final class JettySessionStoreTest extends AbstractSessionDataStoreTest {
  private static final String FOREIGN = "_other";
  private static RedisServer redis = RedisServer.start();

  /** Where sessions are whose id is known. */
  private final Map<String, Session> persisted = new ConcurrentHashMap<>();

  JettySessionStoreTest() throws Exception {}

  @BeforeAll
  static void startRedis() {
    redis.close();
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.command("FLUSHALL");
  }

  @Override
  public SessionDataStoreFactory createSessionDataStoreFactory() {
    _server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle server) {
            awaitRedis();
          }
        });
    return new JettySessionStoreFactory(
        Map.of(
            "cachelet.session.redis-url", redis.url(),
            "cachelet.session.redis-timeout", "5s",
            "cachelet.session.java-serialization", "true",
            "cachelet.session.proxies", "true",
            "cachelet.session.protection", "hmac",
            "cachelet.session.keys", "0123456789abcdef",
            "cachelet.session.allow", "Foo,Proxyable,ProxyableInvocationHandler,ProxyableFactory"));
  }

  @Override
  public void setUp() {
    super.setUp();
  }

  private JettySessionStore store() {
    SessionDataStore store = _sessionManager.getSessionCache().getSessionDataStore();
    return (JettySessionStore) Objects.requireNonNull(store);
  }

  private void awaitRedis() {
    JettySessionStore store = store();
    Awaitility.await().ignoreExceptions().until(() -> store.sessions().admin().count() >= 0);
  }

  @Override
  public void persistSession(SessionData data) throws Exception {
    JettySessionStore store = store();
    store.doStore(data.getId(), data, 0);
    Session session = ((JettySessionData) data).session();
    persisted.put(data.getId(), session);
    String key = key(session);
    if (data.getMaxInactiveMs() > 0) { // else it would be older than the oldest may become
      redis.command("HSET", key, "#a", Long.toString(data.getAccessed()));
    }
    for (int shard = 0; shard < 16 && isDue(data); shard++) {
      String deadlines = "cachelet:#session:%:x:{" + shard + "}";
      if (redis.command("ZSCORE", deadlines, session.storage()) != null) {
        redis.command("ZADD", deadlines, "1", session.storage());
      }
    }
    if (data.getContextPath().equals(FOREIGN)) {
      redis.command("RENAME", key, key.replace(":%:", ":" + FOREIGN + ":"));
    }
  }

  private static boolean isDue(SessionData data) {
    return data.getMaxInactiveMs() > 0
        && data.getAccessed() + 2 * data.getMaxInactiveMs() < System.currentTimeMillis();
  }

  private static String key(Session session) {
    return "cachelet:#session:%:s:{" + session.storage() + "}";
  }

  @Override
  public void persistUnreadableSession(SessionData data) throws Exception {
    persistSession(data);
    redis.command(
        "HSET",
        key(Objects.requireNonNull(persisted.get(data.getId()))),
        "t:" + StoredTimes.NOTE,
        "garbage");
  }

  @Override
  public boolean checkSessionExists(SessionData data) {
    String key = key(((JettySessionData) data).session());
    String there = data.getContextPath().equals(FOREIGN) ? key.replace(":%:", ":_other:") : key;
    return redis.command("HGET", there, "#h") != null;
  }

  @Override
  public boolean checkSessionPersisted(SessionData data) throws Exception {
    SessionData loaded = store().load(data.getId());
    return loaded != null
        && loaded.getCreated() == data.getCreated()
        && loaded.getAccessed() == data.getAccessed()
        && loaded.getLastAccessed() == data.getLastAccessed()
        && loaded.getExpiry() == data.getExpiry()
        && loaded.getMaxInactiveMs() == data.getMaxInactiveMs()
        && loaded.getAllAttributes().keySet().equals(data.getAllAttributes().keySet())
        && isSame(loaded, data);
  }

  private static boolean isSame(SessionData loaded, SessionData data) {
    return data.getAllAttributes().entrySet().stream()
        .allMatch(
            each -> {
              Object there = loaded.getAttribute(each.getKey());
              return there != null && there.getClass().equals(each.getValue().getClass());
            });
  }
}
