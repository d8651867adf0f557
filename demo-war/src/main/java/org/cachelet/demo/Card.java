// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A product as lists show it.
 *
 * @param product the product
 * @param rating its stars
 * @param stock how many there are in all warehouses
 */
public record Card(Product product, Rating rating, int stock) {}
