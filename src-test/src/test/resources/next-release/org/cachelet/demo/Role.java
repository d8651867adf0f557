// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/** Has a constant in between. */
public enum Role {
  CUSTOMER,
  CLERK,
  ADMIN
}
