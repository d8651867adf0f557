// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a response may be stored for others, and for how long (RFC 9111 sections 3 and
 * 4.2). Immutable, hence thread-safe.
 */
public final class StorePolicy {
  /** The fields that set cookies, in lower case. */
  static final Set<String> COOKIE_FIELDS = Set.of("set-cookie", "set-cookie2");

  private final HttpPolicy policy;
  private final List<Veto> vetoes;
  private final LifetimePolicy lifetimes;

  private StorePolicy(HttpPolicy policy, List<Veto> vetoes) {
    this.policy = policy;
    this.vetoes = List.copyOf(vetoes);
    this.lifetimes = new LifetimePolicy(policy);
  }

  /** Returns the decisions of a policy. */
  public static StorePolicy of(HttpPolicy policy) {
    List<Veto> vetoes = new ArrayList<>(RfcVetoes.all(policy));
    if (policy.profile() == HttpProfile.SAFE) {
      vetoes.addAll(SafeVetoes.all());
    }
    return new StorePolicy(policy, vetoes);
  }

  /**
   * Returns the lifetime to store a complete response with, or the reason not to; {@link
   * LifetimePolicy} says how long it is.
   *
   * @param rule the lifetime in the rule that names the page; null if none does, then only a
   *     response is stored that has a lifetime for caches like this one
   */
  public StoreVerdict judge(
      RequestFacts request, ResponseFacts response, @Nullable RuleLifetime rule) {
    CacheControl control = CacheControl.of(response.fields(), policy.targetedFields());
    for (Veto veto : vetoes) {
      Optional<Reason> reason = veto.judge(request, response, control);
      if (reason.isPresent()) {
        return new StoreVerdict.Refuse(reason.get());
      }
    }
    StoreVerdict verdict = lifetimes.judge(response, control, rule);
    return verdict instanceof StoreVerdict.Store store
        ? store.withholding(withheld(response, control))
        : verdict;
  }

  private Set<String> withheld(ResponseFacts response, CacheControl control) {
    Set<String> withheld = new TreeSet<>(control.withheldFields());
    if (policy.setCookies() == HttpPolicy.SetCookies.STRIP) {
      COOKIE_FIELDS.stream().filter(response.fields()::contains).forEach(withheld::add);
    }
    return withheld;
  }
}
