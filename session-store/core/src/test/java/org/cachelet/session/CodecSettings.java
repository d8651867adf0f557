// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.List;
import java.util.Properties;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Settings;
import org.cachelet.redis.RedisSettings;

/** Codecs as settings make them. */
final class CodecSettings {
  /** Allows the classes of these tests, and Java serialisation, signed. */
  static final String[] SERIAL = {
    "cachelet.session.java-serialization=true",
    "cachelet.session.protection=hmac",
    "cachelet.session.keys=0123456789abcdef"
  };

  private CodecSettings() {}

  /** Returns checked settings, each as {@code key=value}. */
  static Settings of(String... lines) {
    Properties properties = new Properties();
    for (String line : lines) {
      int equals = line.indexOf('=');
      properties.setProperty(line.substring(0, equals), line.substring(equals + 1));
    }
    return Settings.builder()
        .systemProperties(properties)
        .build(List.of(new CacheSettings(), new RedisSettings(), new SessionSettings()));
  }

  /** Returns a codec that takes the classes of this package for the application's own. */
  static AttributeCodec codec(String... lines) {
    return AttributeCodec.of(
        of(lines), List.of("org.cachelet.session.*"), CodecSettings.class.getClassLoader());
  }
}
