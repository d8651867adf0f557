// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A department of the shop.
 *
 * @param id the database's number
 * @param slug the name in addresses
 * @param name the name for visitors
 * @param blurb one line about it
 */
public record Category(int id, String slug, String name, String blurb) {}
