// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A place that goods are sent from.
 *
 * @param id the database's number
 * @param city where it stands
 * @param deliveryDays how long a parcel takes from there
 */
public record Warehouse(int id, String city, int deliveryDays) {}
