// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the making of a fragment does besides writing its text, which would be missing when the
 * fragment is used again: it compares status, language, content type, header fields and attributes
 * with those before. Used by one request.
 */
public final class RequestEffects {
  /** What the attributes begin with that we and containers use for ourselves. */
  private static final List<String> OWN =
      List.of(
          "org.cachelet.",
          "org.apache.catalina.",
          "org.apache.tomcat.",
          "org.eclipse.jetty.",
          "io.undertow.");

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Predicate<String> ignored;
  private final int status;
  private final Locale locale;
  private final @Nullable String contentType;
  private final Map<String, List<String>> fields;
  private final Map<String, @Nullable Object> attributes;

  /**
   * Notes what there is before the making.
   *
   * @param ignored the request attributes that a template engine uses for itself
   */
  public RequestEffects(
      HttpServletRequest request, HttpServletResponse response, Predicate<String> ignored) {
    this.request = RequestSecrets.innermost(request);
    this.response = response;
    this.ignored = ignored;
    this.status = response.getStatus();
    this.locale = response.getLocale(); // in no field yet, in some containers
    this.contentType = response.getContentType();
    this.fields = fields();
    this.attributes = attributes();
  }

  /** Returns what was done since, as a sentence; empty if nothing. */
  public Optional<String> found() {
    if (response.getStatus() != status) {
      return Optional.of("the status was set to " + response.getStatus() + " in it");
    }
    if (!locale.equals(response.getLocale())) {
      return Optional.of("the language of the response was set in it");
    }
    if (!Objects.equals(contentType, response.getContentType())) {
      return Optional.of("the content type was set in it");
    }
    return changed(fields, fields())
        .map(name -> "the header field " + name + " was set in it")
        .or(
            () ->
                changed(attributes, attributes())
                    .map(name -> "the request attribute " + name + " was set in it"));
  }

  private Map<String, List<String>> fields() {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : response.getHeaderNames()) {
      all.put(name, new ArrayList<>(response.getHeaders(name)));
    }
    return all;
  }

  private Map<String, @Nullable Object> attributes() {
    Map<String, @Nullable Object> all = new HashMap<>();
    for (String name : Collections.list(request.getAttributeNames())) {
      if (!ignored.test(name) && OWN.stream().noneMatch(name::startsWith)) {
        all.put(name, request.getAttribute(name));
      }
    }
    return all;
  }

  private static <V extends @Nullable Object> Optional<String> changed(
      Map<String, V> before, Map<String, V> after) {
    if (before.size() != after.size()) {
      return after.keySet().stream()
          .filter(name -> !before.containsKey(name))
          .findFirst()
          .or(() -> before.keySet().stream().filter(name -> !after.containsKey(name)).findFirst());
    }
    return after.entrySet().stream()
        .filter(e -> !before.containsKey(e.getKey()) || !same(before.get(e.getKey()), e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean same(@Nullable Object before, @Nullable Object after) {
    return before == after || (before instanceof List && Objects.equals(before, after));
  }
}
