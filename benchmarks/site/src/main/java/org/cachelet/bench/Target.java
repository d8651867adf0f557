// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that is measured.
 *
 * @param main the class that runs it
 * @param arguments what that class is told
 * @param properties system properties of its process
 */
record Target(String main, List<String> arguments, Map<String, String> properties) {
  Target {
    arguments = List.copyOf(arguments);
    properties = Map.copyOf(properties);
  }

  /** Returns a server of ours. */
  static Target of(String container, String application) {
    return new Target(ServerMain.class.getName(), List.of(container, application), Map.of());
  }

  /** Returns the server of a peer, which is there only if peers were compiled. */
  static Target ofPeer(String main, String... arguments) {
    return new Target("org.cachelet.bench.peers." + main, List.of(arguments), Map.of());
  }

  /** Returns a cache that is a program of its own, in front of Jetty's raw servlet. */
  static Target of(Proxy proxy) {
    return new Target(ProxyMain.class.getName(), List.of(proxy.fileName()), Map.of());
  }

  /** Returns this server with one more system property. */
  Target with(String name, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(name, value);
    return new Target(main, arguments, more);
  }

  /** Returns this server with the URL of Redis where it asks for it. */
  Target resolved(String redis) {
    Map<String, String> resolved = new HashMap<>(properties);
    resolved.replaceAll((name, value) -> value.equals(Family.REDIS) ? redis : value);
    return new Target(main, arguments, resolved);
  }

  /** Returns whether it answers from a cache of ours. */
  boolean isCachelet() {
    return arguments.size() > 1 && arguments.get(1).startsWith("cachelet");
  }

  /** Returns whether it is a program of which the JVM that starts it knows nothing. */
  boolean isForeign() {
    return main.equals(ProxyMain.class.getName());
  }

  /** Returns whether its class or its program is here. */
  boolean isInstalled() {
    if (isForeign()) {
      return Proxy.named(arguments.get(0)).flatMap(Proxy::program).isPresent();
    }
    return Target.class.getClassLoader().getResource(main.replace('.', '/') + ".class") != null;
  }
}
