// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.awaitility.core.ConditionTimeoutException;
import org.cachelet.cache.Caches;

/** Caches that are deployed again and again, each time by a class loader of its own. */
public final class Redeployment {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Redeployment() {}

  /**
   * What is left of deployments that have ended.
   *
   * @param loaders class loaders that are still reachable
   * @param threads names of those that were not there before the first one
   * @param connections of clients at Redis, more than before the first one
   */
  record Leftovers(int loaders, List<String> threads, int connections) {
    /**
     * Returns whether nothing is left but the last class loader, which Java 17 keeps: with the last
     * record whose {@code equals} it has made.
     */
    boolean isNothing() {
      return loaders <= 1 && threads.isEmpty() && connections == 0;
    }
  }

  /** Deploys caches that many times and returns what is left, if it does not go away soon. */
  static Leftovers afterDeployments(int count) throws Exception {
    try (SingleRedis redis = SingleRedis.start()) {
      Set<Thread> threads = OutageCosts.threads();
      int connections = connections(redis);
      List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        loaders.add(deploy(redis.url()));
      }
      Leftovers[] left = {new Leftovers(count, List.of(), 0)};
      try {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  left[0] =
                      new Leftovers(
                          reachable(loaders),
                          newThreads(threads),
                          connections(redis) - connections);
                  return left[0].isNothing();
                });
      } catch (ConditionTimeoutException e) {
        return left[0]; // which the caller compares
      }
      return left[0];
    }
  }

  /** Uses caches on a thread whose class loader sees nothing of this one, and closes them. */
  private static WeakReference<ClassLoader> deploy(String redisUrl) throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    try (loader) {
      FutureTask<Object> use =
          new FutureTask<>(
              () ->
                  loader
                      .loadClass(Redeployment.class.getName())
                      .getMethod("use", String.class)
                      .invoke(null, redisUrl));
      Thread thread = new Thread(use, "test-deployment");
      thread.setContextClassLoader(loader);
      thread.start();
      use.get();
      thread.join();
    }
    return new WeakReference<>(loader);
  }

  /** Uses caches as an application does; called in the class loader of the application. */
  public static void use(String redisUrl) {
    Map<String, String> settings = Node.settings(redisUrl);
    try (Caches caches = Caches.of(SharedNodes.checked(settings))) {
      for (int id = 0; id < 50; id++) {
        int made = id;
        caches.cache("values").getOrCompute("key " + id, String.class, () -> "value " + made);
        caches.cache("pages").put("key " + id, "value " + id);
        caches.invalidateTags("page:" + id);
      }
    }
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static int reachable(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    return (int) loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static List<String> newThreads(Set<Thread> before) {
    Set<Thread> now = OutageCosts.threads();
    now.removeAll(before);
    return now.stream().map(Thread::getName).toList();
  }

  private static int connections(SingleRedis redis) {
    return Integer.parseInt(redis.server().info("connected_clients"));
  }
}
