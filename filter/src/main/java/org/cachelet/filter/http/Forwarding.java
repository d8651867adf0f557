// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted proxy says of the request that it got: the address that the client used is part of
 * the key, and who the client is and which request this is are hidden from the application.
 * Immutable, hence thread-safe.
 *
 * @param shown what the application is shown for fields, by name in lower case; empty for those
 *     that are hidden
 * @param key the fields that tell where the page is, one per line
 * @param hosts all hosts that these fields name
 */
public record Forwarding(Map<String, String> shown, String key, List<HostPort> hosts) {
  /** Nothing, as of requests that come by no proxy. */
  public static final Forwarding NONE = new Forwarding(Map.of(), "", List.of());

  /** What tells where the page is. */
  private static final List<String> KEYED =
      List.of(
          "x-forwarded-proto",
          "x-forwarded-scheme",
          "x-forwarded-ssl",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix");

  /** What tells who the client is, which way the request took, or which request it is. */
  private static final List<String> HIDDEN =
      List.of(
          "x-forwarded-for",
          "x-forwarded-by",
          "x-forwarded-server",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip",
          "via",
          "x-request-id",
          "x-correlation-id",
          "x-request-start",
          "x-amzn-trace-id",
          "x-cloud-trace-context",
          "cf-ray",
          "traceparent",
          "tracestate",
          "baggage",
          "b3",
          "x-b3-traceid",
          "x-b3-spanid",
          "x-b3-parentspanid",
          "x-b3-sampled",
          "x-b3-flags");

  /** What else changes how applications take a request, when anybody sends it. */
  private static final Set<String> OVERRIDING =
      Set.of(
          "forwarded",
          "x-original-url",
          "x-original-uri",
          "x-original-host",
          "x-rewrite-url",
          "x-host",
          "x-scheme",
          "x-url-scheme",
          "x-http-method",
          "x-http-method-override",
          "x-http-host-override",
          "x-method-override",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "true-client-ip",
          "front-end-https");

  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

  /** Copies the collections. */
  public Forwarding {
    shown = Map.copyOf(shown);
    hosts = List.copyOf(hosts);
  }

  /** Returns whether a field says where a request came from or what it stands for. */
  public static boolean isForwarding(String lowerName) {
    return lowerName.startsWith("x-forwarded-") || OVERRIDING.contains(lowerName);
  }

  /**
   * Returns what the fields of a trusted peer say; empty if one is malformed.
   *
   * @param fields returns the value of a field by its name in lower case, several lines joined with
   *     commas; null if it is not there
   */
  public static Optional<Forwarding> of(Function<String, @Nullable String> fields) {
    Map<String, String> shown = new LinkedHashMap<>();
    HIDDEN.forEach(name -> shown.put(name, ""));
    StringBuilder key = new StringBuilder();
    List<HostPort> hosts = new ArrayList<>();
    for (String name : KEYED) {
      String value = fields.apply(name);
      if (value != null && !isValid(name, value, hosts)) {
        return Optional.empty();
      }
      add(name, value, shown, key);
    }
    String forwarded = fields.apply("forwarded");
    if (forwarded != null) {
      Optional<ForwardedField> field = ForwardedField.parse(forwarded);
      if (field.isEmpty()) {
        return Optional.empty();
      }
      add("forwarded", field.get().shared(), shown, key);
      hosts.addAll(field.get().hosts());
    }
    return Optional.of(new Forwarding(shown, key.toString(), withPorts(hosts, fields)));
  }

  private static void add(
      String name, @Nullable String value, Map<String, String> shown, StringBuilder key) {
    shown.put(name, value == null ? "" : value);
    if (value != null && !value.isEmpty()) {
      key.append(name).append('=').append(value).append('\n');
    }
  }

  private static boolean isValid(String name, String value, List<HostPort> hosts) {
    List<String> members = new ArrayList<>();
    FieldList.split(value, members);
    return !members.isEmpty()
        && members.stream().allMatch(member -> isValidMember(name, member, hosts));
  }

  private static boolean isValidMember(String name, String member, List<HostPort> hosts) {
    return switch (name) {
      case "x-forwarded-proto", "x-forwarded-scheme" -> isScheme(member);
      case "x-forwarded-ssl" -> member.equals("on") || member.equals("off");
      case "x-forwarded-port" -> HostPort.port(member).isPresent();
      case "x-forwarded-prefix" -> isPath(member);
      default -> HostPort.parse(member).map(hosts::add).orElse(false);
    };
  }

  /** Applications write it into links, so it has no character that ends one. */
  private static boolean isPath(String text) {
    return SuspiciousPath.find(text).isEmpty()
        && text.chars().noneMatch(c -> "\"'<>`{}|^".indexOf(c) >= 0);
  }

  /** Returns whether a text is a scheme of HTTP or WebSocket. */
  static boolean isScheme(String text) {
    return SCHEMES.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Returns what the proxy next to the client says; empty if the field is not there. */
  private static String first(@Nullable String value) {
    List<String> members = new ArrayList<>();
    if (value != null) {
      FieldList.split(value, members);
    }
    return members.isEmpty() ? "" : members.get(0);
  }

  /** Gives hosts without a port the one that the other fields tell. */
  private static List<HostPort> withPorts(
      List<HostPort> hosts, Function<String, @Nullable String> fields) {
    String port = first(fields.apply("x-forwarded-port"));
    String scheme = first(fields.apply("x-forwarded-proto")).toLowerCase(Locale.ROOT);
    int named = HostPort.port(port).orElse(0);
    int ofScheme = scheme.isEmpty() ? 0 : scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
    int other = named > 0 ? named : ofScheme;
    return hosts.stream()
        .map(host -> host.port() > 0 ? host : new HostPort(host.host(), other))
        .toList();
  }
}
