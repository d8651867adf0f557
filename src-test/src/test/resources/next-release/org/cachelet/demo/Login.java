// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;

/** Has lost when the login was, and has gained where. */
public record Login(int accountId, String name, Role role, String city)
    implements Principal, Serializable {
  static final String CUSTOMER = "customer";
  static final String ADMIN = "admin";

  public Login(int accountId, String name, Role role, Instant since) {
    this(accountId, name, role, "Delft");
  }

  @Override
  public String getName() {
    return name;
  }

  public boolean administrator() {
    return role == Role.ADMIN;
  }

  public Instant since() {
    return null;
  }
}
