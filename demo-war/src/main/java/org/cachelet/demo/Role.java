// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/** What a customer who has logged in may do. */
public enum Role {
  /** Buy. */
  CUSTOMER,

  /** Buy, change prices and see who is there. */
  ADMIN
}
