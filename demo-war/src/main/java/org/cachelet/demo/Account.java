// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A customer who is known by name.
 *
 * @param id the database's number
 * @param name the name that other visitors see
 * @param city where the customer lives
 * @param administrator whether prices may be changed
 */
public record Account(int id, String name, String city, boolean administrator) {}
