// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.digester.Digester;
import org.cachelet.session.contract.TestApplication;
import org.cachelet.session.contract.Visitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** The manager as an administrator configures and sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManagerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RedisServer redis = RedisServer.start();

  @AfterAll
  void stopRedis() {
    redis.close();
  }

  /** Reads the element as Tomcat reads context.xml. */
  private static CacheletManager configured(String attributes) throws Exception {
    Context context = new StandardContext();
    Digester digester = new Digester();
    digester.addObjectCreate("Manager", null, "className");
    digester.addSetProperties("Manager");
    digester.addSetNext("Manager", "setManager", "org.apache.catalina.Manager");
    digester.push(context);
    String xml =
        "<Manager className='" + CacheletManager.class.getName() + "' " + attributes + "/>";
    digester.parse(new InputSource(new StringReader(xml)));
    return (CacheletManager) context.getManager();
  }

  private TomcatNode node(CacheletManager manager, String... paths) throws Exception {
    TomcatNode node = TomcatNode.make();
    for (String path : paths) {
      Context context = node.tomcat().addContext(path, node.folder());
      context.setManager(manager);
      context.addServletContainerInitializer(TestApplication.of("node", redis.url()), Set.of());
    }
    return node.started();
  }

  @Test
  void attributes_areSettingsOfSessions() throws Exception {
    CacheletManager manager =
        configured(
            "redisUrl='%s' application='shop' redisTimeout='5s' allow='%s'"
                .formatted(redis.url(), TestApplication.ALLOWED));
    TomcatNode node = node(manager, "");
    try {
      Visitor visitor = new Visitor();
      await().atMost(LIMIT).until(() -> visitor.ask(node, "set:color:red").status() == 200);
      assertThat(String.valueOf(redis.command("KEYS", "cachelet:#session:shop:s:*"))).contains("{");
    } finally {
      node.stop();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redisUrl='redis://h' outage='never'   | cachelet.session.outage",
        "redisUrl='redis://h' otage='fail'     | did you mean cachelet.session.outage?",
        "redisUrl='http://h'                   | cachelet.session.redis-url",
        "outage='fail'                         | redisUrl",
        "redisUrl='redis://h' maxActiveSessions='9' | maxPerUser"
      })
  void wrongSetting_stopsTheStart_andIsNamed(String attributes, String message) throws Exception {
    CacheletManager manager = configured(attributes);
    TomcatNode node = TomcatNode.make();
    Context context = node.tomcat().addContext("", node.folder());
    context.setManager(manager);
    Context other = node.tomcat().addContext("/other", node.folder());
    node.started();
    try {
      assertThat(context.getState()).isNotEqualTo(LifecycleState.STARTED);
      assertThat(other.getState()).isEqualTo(LifecycleState.STARTED);
      CacheletManager again = configured(attributes);
      again.setContext(other);
      assertThatThrownBy(again::startInternal).hasMessageContaining(message);
    } finally {
      node.stop();
    }
  }

  @Test
  void sessions_areListed_withoutWhatOpensThem() throws Exception {
    CacheletManager manager = configured("redisUrl='%s' application='list'".formatted(redis.url()));
    TomcatNode node = node(manager, "");
    try {
      Visitor visitor = new Visitor();
      await().atMost(LIMIT).until(() -> visitor.ask(node, "set:color:red").status() == 200);
      String id = String.valueOf(visitor.sessionId());
      Session[] sessions = manager.findSessions();
      assertThat(manager.getActiveSessions()).isPositive();
      assertThat(manager.listSessionIds()).contains(id.substring(0, 16)).doesNotContain(id);
      Session listed =
          Arrays.stream(sessions).filter(s -> id.startsWith(s.getId())).findAny().orElseThrow();
      assertThat(Visitor.with(listed.getId()).ask(node, "session").line()).isEqualTo("none");
      assertThat(listed.getSession().getAttribute("color")).isEqualTo("red");
      assertThat(listed.toString() + listed.getIdInternal()).doesNotContain(id.substring(16));
      listed.getSession().invalidate();
      assertThat(visitor.ask(node, "session").line()).isEqualTo("none");
    } finally {
      node.stop();
    }
  }

  @Test
  void applicationsOfOneServer_haveSessionsOfTheirOwn_andLeaveNoThreads() throws Exception {
    TomcatNode node = TomcatNode.make();
    for (String path : new String[] {"/one", "/two"}) {
      Context context = node.add(path);
      TestApplication application = TestApplication.of(path, redis.url());
      application.settings().forEach(context::addParameter);
      context.addServletContainerInitializer(application, Set.of());
    }
    node.started();
    Visitor visitor = new Visitor();
    String set = "/do/it" + Visitor.query("set:color:red");
    await().atMost(LIMIT).until(() -> visitor.get(node, "/one" + set).status() == 200);
    String look = "/two/do/it" + Visitor.query("session");
    await().atMost(LIMIT).until(() -> visitor.get(node, look).status() == 200);
    assertThat(visitor.get(node, look).line()).isEqualTo("none");
    node.stop();
    await().atMost(LIMIT).until(() -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cachelet-sessions"))
        .count();
  }

  @Test
  void server_starts_whileRedisIsDown() throws Exception {
    CacheletManager manager = configured("redisUrl='redis://127.0.0.1:1'");
    TomcatNode node = node(manager, "");
    try {
      assertThat(new Visitor().ask(node, "print:x").body()).isEqualTo("x");
      assertThat(new Visitor().ask(node, "set:color:red").status()).isEqualTo(503);
    } finally {
      node.stop();
    }
  }
}
