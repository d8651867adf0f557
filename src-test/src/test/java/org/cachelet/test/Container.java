// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A container that runs as a process of its own, so that only the WARs bring Cachelet to it. */
final class Container {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern LOADERS =
      Pattern.compile("(\\d+) +\\d+ +\\S+\\.(ParallelWebappClassLoader|WebAppClassLoader)\\b");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path base;
  private final ContainerProcess process;
  private final int port;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  /** What is put into a base beside the configuration. */
  interface Addition {
    /** Adds it. */
    void addTo(Path base) throws IOException;
  }

  /** Starts a container with what is in the folder {@code webapps} of its base. */
  Container(Distribution distribution, Path base) throws IOException {
    this(distribution, base, Map.of(), ignored -> {});
  }

  /** Starts a container with settings in its environment. */
  Container(Distribution distribution, Path base, Map<String, String> settings) throws IOException {
    this(distribution, base, settings, ignored -> {});
  }

  /** Starts a container with more than its makers ship. */
  Container(Distribution distribution, Path base, Addition addition) throws IOException {
    this(distribution, base, Map.of(), addition);
  }

  private Container(
      Distribution distribution, Path base, Map<String, String> settings, Addition addition)
      throws IOException {
    this.base = base;
    distribution.configure(base);
    addition.addTo(base);
    ProcessBuilder builder = ContainerProcess.builder(distribution.command(base));
    builder.environment().put("JDK_JAVA_OPTIONS", ContainerProcess.STARTS_SOONER);
    builder.environment().putAll(settings);
    process = new ContainerProcess(builder, base);
    port = Integer.parseInt(awaitLog(distribution).group(1));
    connector = connect();
    beans = connector.getMBeanServerConnection();
  }

  /** Returns the folder that is deployed. */
  Path webapps() {
    return base.resolve("webapps");
  }

  /** Returns all that the container wrote. */
  String log() {
    return process.text();
  }

  /** Returns the address of a path. */
  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Asks for a path, with names and values of fields in turn. */
  HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Waits until an application answers at a path. */
  void awaitReady(String path) {
    await(path + " answers, see " + process.log())
        .atMost(PATIENCE)
        .until(() -> get(path).statusCode() == 200);
  }

  /** Returns the names of the beans that Cachelet shows of an application. */
  Set<String> beansOf(String application) throws IOException, JMException {
    ObjectName pattern = new ObjectName("org.cachelet:application=\"" + application + "*\",*");
    return beans.queryNames(pattern, null).stream()
        .map(ObjectName::getCanonicalName)
        .collect(Collectors.toSet());
  }

  /** Has a bean of an application do something with a text. */
  Object invoke(String type, String application, String operation, String text)
      throws IOException, JMException {
    ObjectName pattern =
        new ObjectName("org.cachelet:type=" + type + ",application=\"" + application + "\",*");
    ObjectName bean = beans.queryNames(pattern, null).iterator().next();
    return beans.invoke(
        bean, operation, new Object[] {text}, new String[] {String.class.getName()});
  }

  /** Returns the names of the threads that Cachelet runs. */
  List<String> threads() throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Stream.of(threads.dumpAllThreads(false, false))
        .map(ThreadInfo::getThreadName)
        .filter(name -> name.startsWith("cachelet-"))
        .toList();
  }

  /** Returns how many class loaders of applications are still reachable after a collection. */
  int applicationLoaders() throws IOException, JMException {
    String histogram =
        (String)
            beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return LOADERS
        .matcher(histogram)
        .results()
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  /** Stops the container. */
  void stop() throws IOException, InterruptedException {
    connector.close();
    process.close();
  }

  private Matcher awaitLog(Distribution distribution) {
    return await()
        .alias("the container starts, see " + process.log())
        .atMost(PATIENCE)
        .failFast("the container ended, see " + process.log(), () -> !process.isAlive())
        .until(() -> distribution.listening().matcher(log()), Matcher::find);
  }

  @SuppressWarnings("BanJNDI") // the process is our own
  private JMXConnector connect() throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("the JMX of the container cannot be reached", e);
    }
  }
}
