// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A department of the shop.
 *
 * @param id the database's number
 * @param slug the name in addresses
 * @param name the name for visitors
 * @param blurb one line about it
 * @param look the drawing that pictures it and its finish, see {@link ImageServlet}
 */
public record Category(int id, String slug, String name, String blurb, String look) {

  /** Returns the address of the picture within the shop. */
  public String image() {
    return "/image/" + look + "/" + id + ".svg";
  }
}
