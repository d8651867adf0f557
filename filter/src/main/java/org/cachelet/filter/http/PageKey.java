// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of a page: each part of its address behind its length, so that no two addresses share a
 * key, and a query that is absent differs from an empty one.
 */
public final class PageKey {
  /** The longest key, in characters. */
  public static final int MAX_LENGTH = 4096;

  private static final String VERSION = "page1";

  private PageKey() {}

  /** Returns the key of a page, empty if it would be longer than {@link #MAX_LENGTH}. */
  public static Optional<String> of(PageAddress address) {
    String query = address.query();
    int content =
        address.host().length()
            + address.contextPath().length()
            + address.rawPath().length()
            + (query == null ? 0 : query.length());
    if (content > MAX_LENGTH) { // before anything is copied
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder(content + 64).append(VERSION);
    append(key, address.scheme());
    append(key, address.host());
    key.append(' ').append(address.port());
    append(key, address.contextPath());
    append(key, address.rawPath());
    append(key, query);
    return key.length() > MAX_LENGTH ? Optional.empty() : Optional.of(key.toString());
  }

  /**
   * Returns a key with one part more, for what else tells pages of one address apart; empty if it
   * would be longer than {@link #MAX_LENGTH}.
   */
  public static Optional<String> with(String key, String part) {
    StringBuilder longer = new StringBuilder(key);
    append(longer, part);
    return longer.length() > MAX_LENGTH ? Optional.empty() : Optional.of(longer.toString());
  }

  private static void append(StringBuilder key, @Nullable String part) {
    if (part == null) {
      key.append(" -");
    } else {
      key.append(' ').append(part.length()).append(':').append(part);
    }
  }
}
