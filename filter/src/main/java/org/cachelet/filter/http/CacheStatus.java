// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import java.util.Locale;

/**
 * What the cache did with a request, as the field Cache-Status tells it (RFC 9211). Immutable,
 * hence thread-safe.
 *
 * @param value the field value
 */
public record CacheStatus(String value) {
  private static final String CACHE = "Cachelet";

  /** Why a request went on to the application (RFC 9211 section 2.2). */
  public enum Forward {
    /** The cache does not handle such requests. */
    BYPASS,
    /** The method has to be forwarded. */
    METHOD,
    /** Nothing is stored for the address. */
    URI_MISS,
    /** Something is stored for the address, but no variant for this request. */
    VARY_MISS,
    /** Nothing is stored, it is not told for which part of the key. */
    MISS,
    /** A fresh response was stored, but the request asked not to use it. */
    REQUEST,
    /** The stored response was stale. */
    STALE,
    /** The stored response lacked a part that was asked for. */
    PARTIAL;

    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the status of a request that was answered from the cache. */
  public static CacheStatus hit() {
    return new CacheStatus(CACHE + "; hit");
  }

  /** Returns the status of a request that was neither answered with a page nor forwarded. */
  public static CacheStatus refused() {
    return new CacheStatus(CACHE);
  }

  /** Returns the status of a request that went on to the application. */
  public static CacheStatus forwarded(Forward reason) {
    return new CacheStatus(CACHE + "; fwd=" + reason.token);
  }

  /** Returns this with the time that is left until staleness, negative after it; whole seconds. */
  public CacheStatus ttl(Duration left) {
    return with("ttl=" + left.toSeconds());
  }

  /** Returns this with the status that the application answered, other than the client got. */
  public CacheStatus forwardStatus(int status) {
    return with("fwd-status=" + status);
  }

  /** Returns this, saying that the response of the application was stored. */
  public CacheStatus stored() {
    return with("stored");
  }

  /** Returns this, saying that the request was answered by the making of another one. */
  public CacheStatus collapsed() {
    return with("collapsed");
  }

  /**
   * Returns this with a text for people or programs. Characters that a string in a structured field
   * cannot have (RFC 9651 section 3.3.3) become question marks.
   */
  public CacheStatus detail(String text) {
    StringBuilder string = new StringBuilder("detail=\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        string.append('\\');
      }
      string.append(c < ' ' || c > '~' ? '?' : c);
    }
    return with(string.append('"').toString());
  }

  private CacheStatus with(String parameter) {
    return new CacheStatus(value + "; " + parameter);
  }

  /** Returns the field value. */
  @Override
  public String toString() {
    return value;
  }
}
