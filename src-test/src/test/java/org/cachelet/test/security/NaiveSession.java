// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.codec.SerializationCodec;

/** A session in a hash whose name is the beginning of its id, as {@link NaiveSessions} has it. */
final class NaiveSession implements HttpSession {
  private static final int STORAGE_LENGTH = 16;
  private static final String ATTRIBUTE = "a:";

  private final String id;
  private final ServletContext context;
  private final RMap<String, Object> hash;

  NaiveSession(RedissonClient redisson, String application, String id, ServletContext context) {
    this.id = id;
    this.context = context;
    String storage = id.substring(0, Math.min(STORAGE_LENGTH, id.length()));
    hash =
        redisson.getMap(
            "cachelet:#session:" + application + ":s:{" + storage + "}",
            new CompositeCodec(
                StringCodec.INSTANCE, new SerializationCodec(), new SerializationCodec()));
  }

  /** Stores it, be it empty. */
  void begin() {
    hash.fastPut("#h", id);
  }

  /** Returns whether it is stored. */
  boolean isThere() {
    return hash.isExists();
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return hash.get(ATTRIBUTE + name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    List<String> names =
        hash.readAllKeySet().stream()
            .filter(name -> name.startsWith(ATTRIBUTE))
            .map(name -> name.substring(ATTRIBUTE.length()))
            .toList();
    return Collections.enumeration(names);
  }

  @Override
  public void setAttribute(String name, Object value) {
    hash.fastPut(ATTRIBUTE + name, value);
  }

  @Override
  public void removeAttribute(String name) {
    hash.fastRemove(ATTRIBUTE + name);
  }

  @Override
  public void invalidate() {
    if (getAttribute(SessionPages.TRAP) != null) {
      throw new IllegalStateException("a listener fails");
    }
    hash.delete();
  }

  @Override
  public boolean isNew() {
    return false;
  }

  @Override
  public long getCreationTime() {
    return 0;
  }

  @Override
  public long getLastAccessedTime() {
    return 0;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public void setMaxInactiveInterval(int interval) {}

  @Override
  public int getMaxInactiveInterval() {
    return 0;
  }

  @Override
  public String toString() {
    return id;
  }
}
