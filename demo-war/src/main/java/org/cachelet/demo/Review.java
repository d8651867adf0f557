// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.LocalDate;

/**
 * What a customer wrote about a product.
 *
 * @param id the database's number
 * @param productId the product
 * @param accountId the writer
 * @param stars 1 to 5
 * @param title a short line
 * @param body some sentences
 * @param written the day of writing
 */
public record Review(
    int id, int productId, int accountId, int stars, String title, String body, LocalDate written) {

  /** Returns the stars as a rating of one. */
  public Rating rating() {
    return new Rating(stars, 1);
  }
}
