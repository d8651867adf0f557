// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the safe profile forbids beyond {@link RfcVetoes}: what RFC 9111 allows, but has leaked or
 * poisoned pages elsewhere.
 */
final class SafeVetoes {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> CONNECTION_OPTIONS = Set.of("close", "keep-alive");

  private SafeVetoes() {}

  /** Returns the vetoes, those first that tell most about the cause. */
  static List<Veto> all() {
    List<Veto> vetoes = new ArrayList<>();
    vetoes.add(SafeVetoes::directives);
    vetoes.add(SafeVetoes::pragma);
    vetoes.add(RfcVetoes.forField("WWW-Authenticate", "the response asks for a login"));
    vetoes.add(RfcVetoes.forField("Proxy-Authenticate", "the response asks for a login"));
    vetoes.add(RfcVetoes.forField("Authentication-Info", "the response is part of a login"));
    vetoes.add(
        RfcVetoes.forField("Clear-Site-Data", "the response clears what one browser has stored"));
    vetoes.add(SafeVetoes::allowedOrigin);
    vetoes.add(SafeVetoes::nonce);
    vetoes.add(SafeVetoes::contentEncoding);
    vetoes.add(SafeVetoes::connection);
    vetoes.add(SafeVetoes::location);
    vetoes.add(SafeVetoes::eventStream);
    return vetoes;
  }

  /** In doubt what is private in part is private, and must-understand changes nothing. */
  private static Optional<Reason> directives(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    if (control.noStore()) {
      return refuse("no-store", "the response says Cache-Control: no-store");
    }
    if (control.isPrivate()) {
      return refuse("private", "the response says Cache-Control: private");
    }
    return control.noCache()
        ? refuse("no-cache", "the response says Cache-Control: no-cache")
        : Optional.empty();
  }

  /** HTTP/1.0 applications say no-cache this way; RFC 9111 section 5.4 leaves it undefined. */
  private static Optional<Reason> pragma(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    HttpFields fields = response.fields();
    boolean alone = !fields.contains("Cache-Control") && !control.isTargeted();
    return alone && fields.members("Pragma").stream().anyMatch("no-cache"::equalsIgnoreCase)
        ? refuse("no-cache", "the response says Pragma: no-cache")
        : Optional.empty();
  }

  private static Optional<Reason> allowedOrigin(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean forAll =
        response.fields().all("Access-Control-Allow-Origin").stream()
            .allMatch(origin -> origin.strip().equals("*"));
    return forAll || request.variesBy("Origin")
        ? Optional.empty()
        : refuse("cors-origin", "Access-Control-Allow-Origin names one origin");
  }

  private static Optional<Reason> nonce(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    HttpFields fields = response.fields();
    return hasNonce(fields.all("Content-Security-Policy"))
            || hasNonce(fields.all("Content-Security-Policy-Report-Only"))
        ? refuse("csp-nonce", "Content-Security-Policy has a nonce, which must not be used twice")
        : Optional.empty();
  }

  private static boolean hasNonce(List<String> policies) {
    return policies.stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).contains("'nonce-"));
  }

  private static Optional<Reason> contentEncoding(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean plain =
        response.fields().members("Content-Encoding").stream()
            .allMatch("identity"::equalsIgnoreCase);
    return plain || request.variesBy("Accept-Encoding")
        ? Optional.empty()
        : refuse("content-encoding", "the body is encoded, but Accept-Encoding is not in the key");
  }

  /** A field that is named here would be dropped on the way, so its veto could be lost. */
  private static Optional<Reason> connection(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean usual =
        response.fields().members("Connection").stream()
            .map(option -> option.toLowerCase(Locale.ROOT))
            .allMatch(CONNECTION_OPTIONS::contains);
    return usual ? Optional.empty() : refuse("connection", "Connection names another field");
  }

  private static Optional<Reason> location(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean nowhere = response.fields().first("Location").filter(to -> !to.isBlank()).isEmpty();
    return nowhere && REDIRECTS.contains(response.status())
        ? refuse("location", "the redirect has no Location")
        : Optional.empty();
  }

  /** A stream of events is what happens to one reader; others would wait for its end. */
  private static Optional<Reason> eventStream(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean isStream =
        response
            .fields()
            .first("Content-Type")
            .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
            .isPresent();
    return isStream
        ? refuse("event-stream", "the response is a stream of events")
        : Optional.empty();
  }

  private static Optional<Reason> refuse(String word, String sentence) {
    return Optional.of(new Reason(word, sentence));
  }
}
