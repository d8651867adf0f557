// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the decision to store needs to know of a request.
 *
 * @param method the method, case-sensitive
 * @param credentials whether the request has an Authorization field
 * @param variantFields the names of the request fields whose values are part of the key of the
 *     variant; compared without regard to case
 */
public record RequestFacts(String method, Credentials credentials, Set<String> variantFields) {
  /** Whether a request speaks for somebody. */
  public enum Credentials {
    /** No Authorization field. */
    NONE,
    /** An Authorization field. */
    AUTHORIZATION
  }

  /** Copies the names. */
  public RequestFacts {
    variantFields = ignoringCase(variantFields);
  }

  private static Set<String> ignoringCase(Set<String> names) {
    Set<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    copy.addAll(names);
    return Collections.unmodifiableSet(copy);
  }

  /** Returns whether the values of this request field are part of the key of the variant. */
  boolean variesBy(String field) {
    return variantFields.contains(field);
  }
}
