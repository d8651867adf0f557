// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.cachelet.cache.Tags;

/**
 * The URI of a page without its query, and the tags by which the pages there are invalidated: all
 * queries and variants together, however the path is spelled. RFC 9111 section 4.4 allows to
 * invalidate more than the target URI, and what a form changes is shown under other queries, too.
 *
 * @param origin the origin
 * @param contextPath the path of the application, empty for the root
 * @param path the path with that of the application
 */
public record PageUri(Origin origin, String contextPath, String path) {
  /** Scheme, authority and path of a reference (RFC 3986 appendix B). */
  private static final Pattern REFERENCE =
      Pattern.compile("(?:([^:/?#]++):)?(?://([^/?#]*+))?([^?#]*+).*+", Pattern.DOTALL);

  /** Brings the paths to one spelling. */
  public PageUri {
    contextPath = contextPath.isEmpty() ? "" : NormalPath.of(contextPath);
    path = NormalPath.of(path.startsWith("/") ? path : '/' + path);
  }

  /** Returns the tag of all pages with this path and origin. */
  public String tag() {
    return shortened("uri:", origin + path);
  }

  /** Returns the tag of all pages of the application with this path, whatever their origin. */
  public String pathTag() {
    return shortened("path:", path);
  }

  /**
   * Returns the tags of groups, which belong to the origin (RFC 9875 section 2.1).
   *
   * @param groups their names
   */
  public Set<String> groupTags(Set<String> groups) {
    return groups.stream()
        .map(group -> shortened("group:", origin + " " + group))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns where a reference in Location or Content-Location leads (RFC 9110 section 10.2.2);
   * empty if that is another origin, of which nothing must be invalidated (RFC 9111 section 4.4),
   * or another application, whose cache is its own.
   */
  public Optional<PageUri> resolve(String reference) {
    Matcher parts = REFERENCE.matcher(reference.strip());
    if (!parts.matches() || !isHere(parts.group(1), parts.group(2))) {
      return Optional.empty();
    }
    String there = parts.group(3);
    if (parts.group(2) == null && there.isEmpty()) {
      return Optional.of(this);
    }
    boolean absolute = parts.group(2) != null || there.startsWith("/");
    PageUri resolved = new PageUri(origin, contextPath, absolute ? there : directory() + there);
    return resolved.isInApplication() ? Optional.of(resolved) : Optional.empty();
  }

  /**
   * Returns the URI of another page of the application.
   *
   * @param pathInside its path within the application; begins with a slash
   */
  public PageUri inApplication(String pathInside) {
    return new PageUri(origin, contextPath, contextPath + pathInside);
  }

  private boolean isHere(String scheme, String authority) {
    if (authority == null) {
      return scheme == null; // nothing is below mailto: and the like
    }
    return Origin.of(scheme == null ? origin.scheme() : scheme, authority)
        .filter(origin::equals)
        .isPresent();
  }

  private String directory() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private boolean isInApplication() {
    return path.equals(contextPath) || path.startsWith(contextPath + '/');
  }

  private static String shortened(String kind, String name) {
    return kind.length() + name.length() <= Tags.MAX_LENGTH
        ? kind + name
        : kind + DigestUtils.sha256Hex(name);
  }
}
