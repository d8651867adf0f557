// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A secret that requests prove to know (RFC 6750 section 2.1). Only its digest is kept, and what is
 * compared always takes the same time. Thread-safe.
 */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private final byte[] digest;

  BearerToken(String secret) {
    this.digest = DigestUtils.sha256(secret);
  }

  /** Returns whether a request tries to show the secret, right or wrong. */
  static boolean isShownBy(HttpServletRequest request) {
    return request.getHeader("Authorization") != null;
  }

  /** Returns whether a request has this secret in its one Authorization field. */
  boolean isKnownBy(HttpServletRequest request) {
    List<String> fields = Collections.list(request.getHeaders("Authorization"));
    String field = fields.size() == 1 ? fields.get(0) : "";
    boolean bearer = field.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String shown = bearer ? field.substring(SCHEME.length()).strip() : "";
    return MessageDigest.isEqual(digest, DigestUtils.sha256(shown.getBytes(UTF_8)));
  }
}
