// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that stops and starts again while its server goes on. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ReloadTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int RELOADS = 5;

  private final RedisServer redis = RedisServer.start();
  private final Visitor visitor = new Visitor();
  private TomcatNode node;
  private Context context;

  @BeforeEach
  void start() throws Exception {
    node = TomcatNode.make();
    context = add();
    node.started();
    await().atMost(LIMIT).until(() -> visitor.ask(node, "set:color:red").status() == 200);
  }

  /** Adds the application, which begins anew with each start, as one that is read from files. */
  private Context add() {
    TestApplication application = TestApplication.of("node", redis.url());
    CacheletManager manager = new CacheletManager();
    application.settings().forEach(manager::setProperty);
    Context added = new StandardContext();
    added.setName("");
    added.setPath("");
    added.setDocBase(node.folder());
    added.setManager(manager);
    added.addLifecycleListener(new Tomcat.FixContextListener());
    added.addLifecycleListener(
        event -> {
          if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
            added.addServletContainerInitializer(application, Set.of());
          } else if (event.getType().equals(Lifecycle.AFTER_STOP_EVENT)) {
            Stream.of(added.findServletMappings()).forEach(added::removeServletMapping);
          }
        });
    node.tomcat().getHost().addChild(added);
    return added;
  }

  @AfterEach
  void stop() throws Exception {
    node.stop();
    redis.close();
  }

  private List<String> ownValves() {
    return Stream.of(context.getPipeline().getValves())
        .map(Valve::getClass)
        .filter(type -> type.getPackage() == ReloadTest.class.getPackage())
        .map(Class::getSimpleName)
        .toList();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cachelet-"))
        .count();
  }

  /** Returns how many connections there are to Redis beside the one that asks. */
  private int connections() {
    return Integer.parseInt(redis.info("connected_clients")) - 1;
  }

  @Test
  void sessions_outliveReloads_andNothingPilesUp() throws Exception {
    long threads = threads();
    int connections = connections();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < RELOADS; i++) {
      loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
      context.reload();
      await()
          .atMost(LIMIT)
          .until(() -> visitor.ask(node, "get:color", "set:color:red").status() == 200);
      assertThat(visitor.ask(node, "get:color").line()).isEqualTo("red");
      assertThat(ownValves()).containsExactly("SessionValve", "LookupValve");
    }
    await().atMost(LIMIT).until(() -> threads() <= threads && connections() <= connections);
    await().atMost(LIMIT).until(() -> isFreed(loaders));
  }

  private static boolean isFreed(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    return loaders.stream().allMatch(loader -> loader.get() == null);
  }

  @Test
  void reload_ends_whileRequestsComeIn() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<CompletableFuture<Void>> visitors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      visitors.add(CompletableFuture.runAsync(() -> visit(isOver)));
    }
    for (int i = 0; i < RELOADS; i++) {
      context.reload();
    }
    isOver.set(true);
    for (CompletableFuture<Void> one : visitors) {
      one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    await().atMost(LIMIT).until(() -> visitor.ask(node, "get:color").status() == 200);
    assertThat(visitor.ask(node, "get:color").line()).isEqualTo("red");
  }

  private void visit(AtomicBoolean isOver) {
    Visitor other = new Visitor();
    while (!isOver.get()) {
      other.ask(node, "set:color:blue", "changeId"); // be the answer what it may
    }
  }

  @Test
  void reload_ends_whileRedisDoesNotAnswer() throws Exception {
    redis.freeze();
    context.reload();
    assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
    redis.thaw();
    await().atMost(LIMIT).until(() -> visitor.ask(node, "get:color").status() == 200);
    assertThat(visitor.ask(node, "get:color").line()).isEqualTo("red");
  }

  @Test
  void redeployment_keepsSessions_andLeavesNothing() throws Exception {
    node.tomcat().getHost().removeChild(context);
    await().atMost(LIMIT).until(() -> threads() == 0 && connections() == 0);
    assertThat(ownValves()).isEmpty();
    context = add();
    await().atMost(LIMIT).until(() -> visitor.ask(node, "get:color").status() == 200);
    assertThat(visitor.ask(node, "get:color").line()).isEqualTo("red");
  }

  @Test
  void otherManager_hasNoValvesOfThis() {
    context.setManager(new StandardManager());
    assertThat(ownValves()).isEmpty();
    assertThat(visitor.ask(node, "get:color").line()).isEqualTo("none");
  }
}
