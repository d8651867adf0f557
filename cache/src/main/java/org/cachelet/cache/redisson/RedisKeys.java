// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/** The names that entries have in Redis. */
final class RedisKeys {
  private static final int LONGEST = 200;
  private static final int LONGEST_BEGINNING = 100;

  private RedisKeys() {}

  /**
   * Returns the name for a full key: itself, so that people can read it, or the beginning of a long
   * or strange one with a digest of all of it, so that the name is at most 400 bytes long.
   */
  static String of(String fullKey) {
    return isPlain(fullKey) ? fullKey : beginning(fullKey) + '#' + DigestUtils.sha256Hex(fullKey);
  }

  private static boolean isPlain(String key) {
    return key.length() <= LONGEST
        && key.chars().allMatch(RedisKeys::isPlain)
        && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  private static String beginning(String key) {
    int end = 0;
    while (end < key.length() && end < LONGEST_BEGINNING && isPlain(key.charAt(end))) {
      end++;
    }
    return key.substring(0, end);
  }

  private static boolean isPlain(int character) {
    return !Character.isISOControl(character) && !Character.isSurrogate((char) character);
  }
}
