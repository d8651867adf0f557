// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of the customer who has logged in. Another release of the shop may have
 * written it, so what is not vital may be missing.
 *
 * @param accountId the account
 * @param name the name to greet with
 * @param role what the customer may do
 * @param since when that was; null if it was not noted
 */
public record Login(int accountId, String name, Role role, @Nullable Instant since)
    implements Principal, Serializable {
  /** The role of all who have logged in. */
  static final String CUSTOMER = "customer";

  /** The role of those who may change prices. */
  static final String ADMIN = "admin";

  @Override
  public String getName() {
    return name;
  }

  /** Returns whether prices may be changed. */
  public boolean administrator() {
    return role == Role.ADMIN;
  }
}
