// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;

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
    return of("", address);
  }

  /**
   * Returns the key of a page behind a prefix, in one go, since each request needs it; empty if the
   * key would be longer than {@link #MAX_LENGTH}.
   */
  public static Optional<String> of(String prefix, PageAddress address) {
    String query = address.query();
    int content =
        address.host().length()
            + address.contextPath().length()
            + address.rawPath().length()
            + (query == null ? 0 : query.length());
    if (content > MAX_LENGTH) { // before anything is copied
      return Optional.empty();
    }
    String key =
        prefix
            + VERSION
            + ' '
            + address.scheme().length()
            + ':'
            + address.scheme()
            + ' '
            + address.host().length()
            + ':'
            + address.host()
            + ' '
            + address.port()
            + ' '
            + address.contextPath().length()
            + ':'
            + address.contextPath()
            + ' '
            + address.rawPath().length()
            + ':'
            + address.rawPath()
            + (query == null ? " -" : " " + query.length() + ':' + query);
    boolean tooLong = key.length() - prefix.length() > MAX_LENGTH;
    return tooLong ? Optional.empty() : Optional.of(key);
  }

  /**
   * Returns a key with one part more, for what else tells pages of one address apart; empty if it
   * would be longer than {@link #MAX_LENGTH}.
   */
  public static Optional<String> with(String key, String part) {
    StringBuilder longer = new StringBuilder(key);
    longer.append(' ').append(part.length()).append(':').append(part);
    return longer.length() > MAX_LENGTH ? Optional.empty() : Optional.of(longer.toString());
  }
}
