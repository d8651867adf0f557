// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cachelet.cache.SettingsException;

/** Whether Redisson is there, which this module does not bring along, and all that it needs. */
final class RedissonJar {
  private static final String REDISSON = "Redisson";

  /** A class of each jar, by the name of the jar. */
  private static final Map<String, String> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put(REDISSON, "org.redisson.Redisson");
    CLASSES.put("kryo", "com.esotericsoftware.kryo.Kryo");
    CLASSES.put("reflectasm", "com.esotericsoftware.reflectasm.ConstructorAccess");
    CLASSES.put("objenesis", "org.objenesis.Objenesis");
    CLASSES.put("minlog", "com.esotericsoftware.minlog.Log");
    CLASSES.put("slf4j-api", "org.slf4j.LoggerFactory");
    CLASSES.put("snakeyaml", "org.yaml.snakeyaml.Yaml");
    CLASSES.put("netty-common", "io.netty.util.Timer");
    CLASSES.put("netty-buffer", "io.netty.buffer.ByteBuf");
    CLASSES.put("netty-transport", "io.netty.channel.EventLoopGroup");
    CLASSES.put("netty-transport-native-unix-common", "io.netty.channel.unix.FileDescriptor");
    CLASSES.put("netty-resolver", "io.netty.resolver.AddressResolverGroup");
    CLASSES.put("netty-resolver-dns", "io.netty.resolver.dns.DnsAddressResolverGroup");
    CLASSES.put("netty-codec-base", "io.netty.handler.codec.ByteToMessageDecoder");
    CLASSES.put("netty-codec-dns", "io.netty.handler.codec.dns.DnsRecord");
    CLASSES.put("netty-handler", "io.netty.handler.ssl.SslContext");
  }

  private RedissonJar() {}

  /** Returns what is missing, and what to do; empty if nothing is. */
  static Optional<String> problem() {
    List<String> missing =
        CLASSES.entrySet().stream()
            .filter(jar -> !isPresent(jar.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(problem(missing));
  }

  private static String problem(List<String> missing) {
    String jars = missing.contains(REDISSON) ? REDISSON : String.join(", ", missing);
    return jars
        + (missing.contains(REDISSON) || missing.size() == 1 ? " is" : " are")
        + " not on the class path: add org.cachelet:cachelet-redis (a pom with Redisson"
        + " 4.7.0 and what it needs) or the jars listed in docs/redis.md";
  }

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, RedissonJar.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Requires it for a setting.
   *
   * @throws SettingsException if it is not there
   */
  static void require(String key) {
    problem()
        .ifPresent(
            problem -> {
              throw new SettingsException(List.of(key + " is set, but " + problem));
            });
  }
}
