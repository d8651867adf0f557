// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;
import java.security.Principal;

/**
 * What a session remembers of the customer who has logged in.
 *
 * @param accountId the account
 * @param name the name to greet with
 * @param administrator whether prices may be changed
 */
public record Login(int accountId, String name, boolean administrator)
    implements Principal, Serializable {
  /** The role of all who have logged in. */
  static final String CUSTOMER = "customer";

  /** The role of those who may change prices. */
  static final String ADMIN = "admin";

  @Override
  public String getName() {
    return name;
  }
}
