// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/** How the values of one session become bytes that are of no other. Thread-safe. */
final class SessionCoding implements ValueCoding {
  private final SessionsCore core;
  private final AttributeCodec codec;
  private final String storage;
  private final String owner;

  /**
   * Codes for one session.
   *
   * @param storage where it is stored
   */
  SessionCoding(SessionsCore core, AttributeCodec codec, String storage) {
    this.core = core;
    this.codec = codec;
    this.storage = storage;
    owner = core.options().application() + ' ' + storage;
  }

  @Override
  public byte[] encode(String field, Object value, byte @Nullable [] before) {
    return before == null
        ? codec.encode(owner, field, value)
        : codec.encode(owner, field, value, before);
  }

  @Override
  public byte[] encodeRead(String field, Object value, byte[] before) {
    return codec.encodeRead(owner, field, value, before);
  }

  @Override
  public @Nullable Object decode(String field, byte[] bytes) {
    try {
      return codec.decode(owner, field, bytes);
    } catch (UnreadableAttributeException e) {
      core.count(Event.UNREADABLE);
      if (core.options().unreadable() == UnreadablePolicy.FAIL) {
        throw e;
      }
      core.log().warn("unreadable", "session " + shown() + " goes on without it", e);
      return null;
    }
  }

  @Override
  public void notSaved(String field, RuntimeException failure) {
    String line = "session " + shown() + ": what was changed in place is not saved";
    core.log().warn("not saved", line, failure);
  }

  /** Adds to changes whose the session is; null for nobody's. */
  void setUser(Changes changes, @Nullable String user) {
    if (user == null) {
      changes.remove(StoredFields.USER);
      changes.remove(StoredFields.USER_KEY);
    } else {
      changes.set(StoredFields.USER, codec.encode(owner, StoredFields.USER, user));
      changes.set(StoredFields.USER_KEY, SessionKeys.userKey(user));
    }
  }

  /** Returns whose the session is; null if nobody's, or if that cannot be read. */
  @Nullable String user(StoredFields fields) {
    byte[] bytes = fields.find(StoredFields.USER);
    try {
      return bytes == null ? null : (String) codec.decode(owner, StoredFields.USER, bytes);
    } catch (UnreadableAttributeException | ClassCastException e) {
      core.log().warn("user", "the user of session " + shown() + " is unknown", e);
      return null;
    }
  }

  private String shown() {
    return SessionId.shown(storage);
  }
}
