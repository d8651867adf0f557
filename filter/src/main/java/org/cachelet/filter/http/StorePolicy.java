// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a response may be stored for others, and for how long (RFC 9111 sections 3 and
 * 4.2). Immutable, hence thread-safe.
 */
public final class StorePolicy {
  private final List<Veto> vetoes;

  private StorePolicy(List<Veto> vetoes) {
    this.vetoes = vetoes;
  }

  /** Returns the decisions of a policy. */
  public static StorePolicy of(HttpPolicy policy) {
    return new StorePolicy(SafeVetoes.all(policy.statuses()));
  }

  /**
   * Returns the lifetime to store a complete response with, or the reason not to. The lifetime is
   * the {@code s-maxage} of the response, else its {@code max-age} or {@code Expires} but no longer
   * than the rule's ttl, else that ttl.
   *
   * @param rule the lifetime in the rule that names the page; null if none does, then only a
   *     response with {@code s-maxage} is stored
   */
  public StoreVerdict judge(
      RequestFacts request, ResponseFacts response, @Nullable RuleLifetime rule) {
    for (Veto veto : vetoes) {
      Optional<Reason> reason = veto.judge(request, response);
      if (reason.isPresent()) {
        return new StoreVerdict.Refuse(reason.get());
      }
    }
    return LifetimePolicy.judge(response, rule);
  }
}
