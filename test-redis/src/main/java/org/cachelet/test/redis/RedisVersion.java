// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

/** The Redis versions whose programs are on the class path. */
public enum RedisVersion {
  /** Redis 6.2, the oldest version that is supported. */
  V6("redis-server-6.2.6-v5-", "redis-server-6.2.7-"),

  /**
   * Redis 7.0, the version that is run unless another is asked for; the system property {@code
   * test.redis} puts another program in its place.
   */
  V7("redis-server-7.0.15-", "redis-server-7.0.15-");

  private final String prefix;
  private final String prefixOnLinuxArm;

  RedisVersion(String prefix, String prefixOnLinuxArm) {
    this.prefix = prefix;
    this.prefixOnLinuxArm = prefixOnLinuxArm;
  }

  /** Returns the class path resource that is the program for a platform as "linux-amd64". */
  String resource(String platform) {
    return (platform.equals("linux-arm64") ? prefixOnLinuxArm : prefix) + platform;
  }
}
