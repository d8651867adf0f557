// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.redis.RedisUrl.Mode;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link RedisUrl}. Used by one thread. */
final class RedisUrlParser {
  /** What is allowed, for messages. */
  static final String ALLOWED =
      "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE],"
          + " redis+sentinel://[[USER]:PASSWORD@]HOST[:PORT],.../MASTER[/DATABASE] or"
          + " redis+cluster://[[USER]:PASSWORD@]HOST[:PORT],..., each with rediss for TLS, and with"
          + " valkey if you like; a special character in USER or PASSWORD is written as %40";

  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>(redis|valkey)(?<tls>s?)(\\+(?<mode>sentinel|cluster))?)://"
              + "((?<user>[^:@/]*):(?<password>[^@/]*)@)?"
              + "(?<hosts>[^@/?#\\s]+)"
              + "(/(?<path>[^@?#\\s]*))?");
  private static final Pattern DATABASE = Pattern.compile("\\d{1,5}");

  private final Matcher url;
  private final Mode mode;

  private RedisUrlParser(Matcher url) {
    this.url = url;
    this.mode = modeOf(url.group("mode"));
  }

  /**
   * Returns what a text means.
   *
   * @throws IllegalArgumentException if it is no such URL; the message shows nothing of it
   */
  static RedisUrl parse(String text) {
    Matcher url = URL.matcher(text);
    try {
      require(url.matches());
      return new RedisUrlParser(url).read();
    } catch (IllegalArgumentException | URISyntaxException e) { // may show a part of it
      throw new IllegalArgumentException("allowed is " + ALLOWED);
    }
  }

  private RedisUrl read() throws URISyntaxException {
    String[] path = path();
    int names = mode == Mode.SENTINEL ? 1 : 0;
    require(path.length >= names && path.length <= names + (mode == Mode.CLUSTER ? 0 : 1));
    require(names == 0 || !path[0].isEmpty());
    return new RedisUrl(
        mode,
        !url.group("tls").isEmpty(),
        addresses(),
        decoded(url.group("user")),
        decoded(url.group("password")),
        names == 0 ? "" : path[0],
        path.length == names ? 0 : database(path[names]));
  }

  private static Mode modeOf(@Nullable String word) {
    if (word == null) {
      return Mode.SINGLE;
    }
    return word.equals("cluster") ? Mode.CLUSTER : Mode.SENTINEL;
  }

  private String[] path() {
    String path = url.group("path");
    return path == null || path.isEmpty() ? new String[0] : path.split("/", -1);
  }

  private List<String> addresses() throws URISyntaxException {
    String[] hosts = url.group("hosts").split(",", -1);
    require(hosts.length == 1 || mode != Mode.SINGLE);
    List<String> addresses = new ArrayList<>();
    for (String host : hosts) {
      addresses.add(address(host));
    }
    return addresses;
  }

  private String address(String hostAndPort) throws URISyntaxException {
    URI uri = new URI("redis://" + hostAndPort).parseServerAuthority();
    require(uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535);
    return uri.getHost() + ":" + (uri.getPort() < 0 ? defaultPort() : uri.getPort());
  }

  private int defaultPort() {
    return mode == Mode.SENTINEL ? 26_379 : 6_379;
  }

  private static int database(String text) {
    require(DATABASE.matcher(text).matches());
    return Integer.parseInt(text);
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
