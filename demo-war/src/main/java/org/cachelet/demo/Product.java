// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.LocalDate;

/**
 * Something that the shop sells.
 *
 * @param id the database's number, 1 or more
 * @param categoryId the department it stands in
 * @param look the drawing that pictures it and its finish, see {@link ImageServlet}
 * @param name the name for visitors
 * @param summary a short line
 * @param description some sentences
 * @param price the price of one
 * @param listed the day it came into the shop
 * @param sold how many were sold so far
 */
public record Product(
    int id,
    int categoryId,
    String look,
    String name,
    String summary,
    String description,
    Price price,
    LocalDate listed,
    int sold) {

  /** Returns the address of the picture within the shop. */
  public String image() {
    return "/image/" + look + "/" + id + ".svg";
  }
}
