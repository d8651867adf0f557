// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/**
 * One host, or all below a domain.
 *
 * @param host the name, or the address without brackets; with a dot in front for all below it
 * @param port the port, {@link #ANY_PORT} for all
 */
record HostPattern(String host, int port) {
  /** Stands for all ports. */
  static final int ANY_PORT = -1;

  private static final int MAX_PORT = 65_535;

  /**
   * Returns the compiled pattern.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  static HostPattern parse(String pattern) {
    if (pattern.startsWith("[")) {
      int bracket = pattern.indexOf(']');
      String address = pattern.substring(1, Math.max(1, bracket));
      if (address.indexOf(':') < 0 || !isMadeOf(address, "0123456789abcdefABCDEF:.")) {
        throw wrong(pattern);
      }
      return new HostPattern(address, port(pattern, bracket + 1));
    }
    int colon = pattern.indexOf(':');
    int end = colon < 0 ? pattern.length() : colon;
    boolean below = pattern.startsWith("*.");
    String name = pattern.substring(below ? 2 : 0, Math.max(below ? 2 : 0, end));
    if (!isName(name)) {
      throw wrong(pattern);
    }
    return new HostPattern(below ? '.' + name : name, port(pattern, end));
  }

  private static int port(String pattern, int start) {
    String port = pattern.substring(start);
    if (port.isEmpty() || port.equals(":*")) {
      return ANY_PORT;
    }
    long number = CacheControl.deltaSeconds(port.substring(1)).orElse(0);
    if (!port.startsWith(":") || number < 1 || number > MAX_PORT) {
      throw wrong(pattern);
    }
    return (int) number;
  }

  private static IllegalArgumentException wrong(String pattern) {
    return new IllegalArgumentException(
        "host '"
            + pattern
            + "' is wrong, allowed are shop.example.com, *.example.com, [::1],"
            + " each also with a port such as :8080 or :*");
  }

  /** Returns whether this is the host, or one above it, and the port. */
  boolean matches(String name, int namedPort) {
    if (port != ANY_PORT && port != namedPort) {
      return false;
    }
    if (!host.startsWith(".")) {
      return name.equalsIgnoreCase(host);
    }
    int start = name.length() - host.length();
    return start > 0 && name.regionMatches(true, start, host, 0, host.length()) && isName(name);
  }

  /** Returns whether the text consists of labels of letters, digits, dashes and underscores. */
  private static boolean isName(String text) {
    boolean labelEnded = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? labelEnded : !isLabelCharacter(c)) {
        return false;
      }
      labelEnded = c == '.';
    }
    return !labelEnded;
  }

  private static boolean isLabelCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static boolean isMadeOf(String text, String characters) {
    return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
  }
}
