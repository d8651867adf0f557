// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The names of the keys of one application's sessions. No cache can be named so that its keys are
 * among them. Immutable.
 */
final class SessionKeys {
  /** Over how many keys the deadlines of sessions are spread. */
  static final int SHARDS = 16;

  private final String beginning;

  /**
   * Names the keys of an application.
   *
   * @param prefix what all keys of Cachelet begin with
   * @param application a context path or another name
   */
  SessionKeys(String prefix, String application) {
    beginning = prefix + ":#session:" + escaped(application) + ':';
  }

  /** Returns the key of a session: a hash with a field for each attribute. */
  String session(String storage) {
    return beginning + "s:{" + storage + '}';
  }

  /** Returns the key of a lock on a session, which is in the same slot. */
  String lock(String storage) {
    return beginning + "l:{" + storage + '}';
  }

  /** Returns the key of the sorted set that knows when a session expires. */
  String deadlines(String storage) {
    return deadlines(Math.floorMod(storage.hashCode(), SHARDS));
  }

  /** Returns the key of the sorted set of one shard. */
  String deadlines(int shard) {
    return beginning + "x:{" + shard + '}';
  }

  /** Returns what names a user in keys: a digest, since names of users may hold anything. */
  static String userKey(String user) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(SessionId.sha256(user));
  }

  /** Returns the key of the sorted set of the sessions of one user. */
  String sessionsOf(String userKey) {
    return beginning + "u:{" + userKey + '}';
  }

  /** Makes "shop" of "/shop", and "%" of the root; other names stay apart. */
  private static String escaped(String application) {
    String name = application.startsWith("/") ? application.substring(1) : application;
    if (name.isEmpty()) {
      return "%";
    }
    StringBuilder escaped = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit(b) || b == '_' || b == '-' || b == '.';
      escaped.append(plain && b > 0 ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
    }
    return escaped.toString();
  }
}
