// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cachelet.filter.http.HttpPolicy.Authenticated;
import org.cachelet.filter.http.HttpPolicy.SetCookies;
import org.cachelet.filter.http.RequestFacts.Credentials;

/**
 * The vetoes of all profiles: what RFC 9111 section 3 forbids a shared cache, and what could not be
 * repeated as it was.
 */
final class RfcVetoes {
  /** Without one of these, what is left of a response would be another one. */
  private static final Set<String> INDISPENSABLE = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    INDISPENSABLE.addAll(
        List.of("Cache-Control", "Content-Encoding", "Content-Type", "Location", "Vary"));
  }

  private RfcVetoes() {}

  /** Returns the vetoes, those first that tell most about the cause. */
  static List<Veto> all(HttpPolicy policy) {
    List<Veto> vetoes = new ArrayList<>();
    vetoes.add(RfcVetoes::method);
    vetoes.add((request, response, control) -> status(policy.statuses(), response));
    vetoes.add((request, response, control) -> authorization(policy, request, control));
    vetoes.add((request, response, control) -> cookies(policy.setCookies(), response, control));
    vetoes.add(RfcVetoes::directives);
    vetoes.add(RfcVetoes::withheld);
    vetoes.add(RfcVetoes::vary);
    vetoes.add(forField("Content-Range", "the response is a part of the page"));
    vetoes.add(forField("Trailer", "the response has fields after its body"));
    vetoes.add(RfcVetoes::framing);
    vetoes.add(RfcVetoes::connection);
    return vetoes;
  }

  /** Returns a veto against all responses that have a field. */
  static Veto forField(String name, String sentence) {
    Optional<Reason> reason = refuse(name.toLowerCase(Locale.ROOT), sentence);
    return (request, response, control) ->
        response.fields().contains(name) ? reason : Optional.empty();
  }

  private static Optional<Reason> method(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    return request.method().equals("GET")
        ? Optional.empty()
        : refuse("method", "only answers to GET are stored");
  }

  private static Optional<Reason> status(CacheableStatuses statuses, ResponseFacts response) {
    if (StatusRules.isNeverStored(response.status())) {
      return refuse("status", "status " + response.status() + " is never stored (RFC 6585)");
    }
    return statuses.contains(response.status())
        ? Optional.empty()
        : refuse("status", "status " + response.status() + " is not stored, allowed: " + statuses);
  }

  /** What RFC 9111 section 3.5 allows to be shared in spite of credentials. */
  private static Optional<Reason> authorization(
      HttpPolicy policy, RequestFacts request, CacheControl control) {
    if (request.credentials() == Credentials.NONE) {
      return Optional.empty();
    }
    if (policy.authenticated() == Authenticated.BYPASS) {
      return refuse("authorization", "the request has an Authorization field");
    }
    return control.isPublic() || control.mustRevalidate() || control.sMaxAge().isPresent()
        ? Optional.empty()
        : refuse(
            "authorization",
            "the request has an Authorization field, and the response says neither public nor"
                + " s-maxage nor must-revalidate");
  }

  private static Optional<Reason> cookies(
      SetCookies cookies, ResponseFacts response, CacheControl control) {
    for (String field : StorePolicy.COOKIE_FIELDS) {
      if (cookies != SetCookies.STRIP && response.fields().contains(field)) {
        if (cookies == SetCookies.REFUSE) {
          return refuse(field, "the response sets a cookie");
        }
        if (!LifetimePolicy.isExplicit(response, control)) {
          return refuse(field, "the response sets a cookie and does not say how long it is fresh");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Reason> directives(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    boolean understood = StatusRules.isUnderstood(response.status());
    if (control.mustUnderstand() && !understood) {
      return refuse("must-understand", "must-understand, and the status is not a known one");
    }
    if (control.noStore() && !control.mustUnderstand()) { // RFC 9111 section 5.2.2.3
      return refuse("no-store", "the response says Cache-Control: no-store");
    }
    return control.isPrivateAtAll()
        ? refuse("private", "the response says Cache-Control: private")
        : Optional.empty();
  }

  private static Optional<Reason> withheld(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    for (String field : control.withheldFields()) {
      if (INDISPENSABLE.contains(field)) {
        return refuse(
            control.isPrivate() ? "private" : "no-cache", "the response withholds its " + field);
      }
    }
    return Optional.empty();
  }

  private static Optional<Reason> vary(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    Vary vary = Vary.of(response.fields());
    if (vary.selection() == Vary.Selection.NEVER) {
      return refuse("vary", "Vary has a member that no other request matches");
    }
    for (String name : vary.names()) {
      if (!request.variesBy(name)) {
        return refuse("vary", "Vary names " + name + ", which is not part of the key");
      }
    }
    return Optional.empty();
  }

  /** Whatever leaves the length of the body in doubt (RFC 9112 section 6.3). */
  private static Optional<Reason> framing(
      RequestFacts request, ResponseFacts response, CacheControl control) {
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

  /** What is named here is not stored (RFC 9111 section 3.1). */
  private static Optional<Reason> connection(
      RequestFacts request, ResponseFacts response, CacheControl control) {
    return response.fields().members("Connection").stream().anyMatch(INDISPENSABLE::contains)
        ? refuse("connection", "Connection names a field that the response needs")
        : Optional.empty();
  }

  private static Optional<Reason> refuse(String word, String sentence) {
    return Optional.of(new Reason(word, sentence));
  }
}
