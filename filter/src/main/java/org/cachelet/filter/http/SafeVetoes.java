// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cachelet.filter.http.RequestFacts.Credentials;

/**
 * The vetoes of the safe profile: what RFC 9111 section 3 forbids a shared cache, and what it
 * allows but has leaked or poisoned pages elsewhere.
 */
final class SafeVetoes {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> CONNECTION_OPTIONS = Set.of("close", "keep-alive");

  private SafeVetoes() {}

  /** Returns the vetoes, those first that tell most about the cause. */
  static List<Veto> all(CacheableStatuses statuses) {
    List<Veto> vetoes = new ArrayList<>();
    vetoes.add(SafeVetoes::method);
    vetoes.add((request, response) -> status(statuses, response));
    vetoes.add(SafeVetoes::authorization);
    vetoes.add(forField("Set-Cookie", "the response sets a cookie"));
    vetoes.add(forField("Set-Cookie2", "the response sets a cookie"));
    vetoes.add(SafeVetoes::cacheControl);
    vetoes.add(SafeVetoes::vary);
    vetoes.add(forField("Content-Range", "the response is a part of the page"));
    vetoes.add(forField("WWW-Authenticate", "the response asks for a login"));
    vetoes.add(forField("Proxy-Authenticate", "the response asks for a login"));
    vetoes.add(forField("Authentication-Info", "the response is part of a login"));
    vetoes.add(forField("Clear-Site-Data", "the response clears what one browser has stored"));
    vetoes.add(forField("Trailer", "the response has fields after its body"));
    vetoes.add(SafeVetoes::allowedOrigin);
    vetoes.add(SafeVetoes::nonce);
    vetoes.add(SafeVetoes::contentEncoding);
    vetoes.add(SafeVetoes::framing);
    vetoes.add(SafeVetoes::connection);
    vetoes.add(SafeVetoes::location);
    return List.copyOf(vetoes);
  }

  private static Veto forField(String name, String sentence) {
    Optional<Reason> reason = refuse(name.toLowerCase(Locale.ROOT), sentence);
    return (request, response) -> response.fields().contains(name) ? reason : Optional.empty();
  }

  private static Optional<Reason> method(RequestFacts request, ResponseFacts response) {
    return request.method().equals("GET")
        ? Optional.empty()
        : refuse("method", "only answers to GET are stored");
  }

  private static Optional<Reason> status(CacheableStatuses statuses, ResponseFacts response) {
    return statuses.contains(response.status())
        ? Optional.empty()
        : refuse("status", "status " + response.status() + " is not stored, allowed: " + statuses);
  }

  private static Optional<Reason> authorization(RequestFacts request, ResponseFacts response) {
    return request.credentials() == Credentials.NONE
        ? Optional.empty()
        : refuse("authorization", "the request has an Authorization field");
  }

  private static Optional<Reason> cacheControl(RequestFacts request, ResponseFacts response) {
    CacheControl cacheControl = response.cacheControl();
    if (cacheControl.noStore()) {
      return refuse("no-store", "the response says Cache-Control: no-store");
    }
    if (cacheControl.isPrivate()) {
      return refuse("private", "the response says Cache-Control: private");
    }
    if (cacheControl.noCache()) {
      return refuse("no-cache", "the response says Cache-Control: no-cache");
    }
    return pragma(response.fields());
  }

  /** HTTP/1.0 applications say no-cache this way; RFC 9111 section 5.4 leaves it undefined. */
  private static Optional<Reason> pragma(HttpFields fields) {
    boolean alone = !fields.contains("Cache-Control");
    return alone && fields.members("Pragma").stream().anyMatch("no-cache"::equalsIgnoreCase)
        ? refuse("no-cache", "the response says Pragma: no-cache")
        : Optional.empty();
  }

  private static Optional<Reason> vary(RequestFacts request, ResponseFacts response) {
    for (String member : response.fields().members("Vary")) {
      if (!request.variesBy(member)) {
        return refuse("vary", "Vary names " + member + ", which is not part of the key");
      }
    }
    return Optional.empty();
  }

  private static Optional<Reason> allowedOrigin(RequestFacts request, ResponseFacts response) {
    boolean forAll =
        response.fields().all("Access-Control-Allow-Origin").stream()
            .allMatch(origin -> origin.strip().equals("*"));
    return forAll || request.variesBy("Origin")
        ? Optional.empty()
        : refuse("cors-origin", "Access-Control-Allow-Origin names one origin");
  }

  private static Optional<Reason> nonce(RequestFacts request, ResponseFacts response) {
    HttpFields fields = response.fields();
    return hasNonce(fields.all("Content-Security-Policy"))
            || hasNonce(fields.all("Content-Security-Policy-Report-Only"))
        ? refuse("csp-nonce", "Content-Security-Policy has a nonce, which must not be used twice")
        : Optional.empty();
  }

  private static boolean hasNonce(List<String> policies) {
    return policies.stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).contains("'nonce-"));
  }

  private static Optional<Reason> contentEncoding(RequestFacts request, ResponseFacts response) {
    boolean plain =
        response.fields().members("Content-Encoding").stream()
            .allMatch("identity"::equalsIgnoreCase);
    return plain || request.variesBy("Accept-Encoding")
        ? Optional.empty()
        : refuse("content-encoding", "the body is encoded, but Accept-Encoding is not in the key");
  }

  /** Whatever leaves the length of the body in doubt (RFC 9112 section 6.3). */
  private static Optional<Reason> framing(RequestFacts request, ResponseFacts response) {
    List<String> encodings = response.fields().members("Transfer-Encoding");
    List<String> lengths = response.fields().members("Content-Length");
    boolean chunked = encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
    if (!encodings.isEmpty() && (!chunked || !lengths.isEmpty())) {
      return refuse("transfer-encoding", "Transfer-Encoding is not chunked alone");
    }
    boolean oneLength = lengths.size() == 1 && isNumber(lengths.get(0));
    return lengths.isEmpty() || oneLength
        ? Optional.empty()
        : refuse("content-length", "Content-Length is not one number");
  }

  private static boolean isNumber(String text) {
    return CacheControl.deltaSeconds(text).isPresent();
  }

  /** A field that is named here would be dropped on the way, so its veto could be lost. */
  private static Optional<Reason> connection(RequestFacts request, ResponseFacts response) {
    boolean usual =
        response.fields().members("Connection").stream()
            .map(option -> option.toLowerCase(Locale.ROOT))
            .allMatch(CONNECTION_OPTIONS::contains);
    return usual ? Optional.empty() : refuse("connection", "Connection names another field");
  }

  private static Optional<Reason> location(RequestFacts request, ResponseFacts response) {
    boolean nowhere = response.fields().first("Location").filter(to -> !to.isBlank()).isEmpty();
    return nowhere && REDIRECTS.contains(response.status())
        ? refuse("location", "the redirect has no Location")
        : Optional.empty();
  }

  private static Optional<Reason> refuse(String word, String sentence) {
    return Optional.of(new Reason(word, sentence));
  }
}
