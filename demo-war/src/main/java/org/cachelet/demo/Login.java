// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;

/**
 * What a session remembers of the customer who has logged in.
 *
 * @param accountId the account
 * @param name the name to greet with
 * @param administrator whether prices may be changed
 */
public record Login(int accountId, String name, boolean administrator) implements Serializable {}
