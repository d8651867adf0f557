// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an order goes, as it was typed.
 *
 * @param name the receiver
 * @param email where the confirmation goes
 * @param street street and number
 * @param postcode the postcode
 * @param city the city
 */
public record Address(String name, String email, String street, String postcode, String city) {

  /** Returns a form that nobody has filled in yet. */
  static Address blank(@Nullable Login login) {
    return new Address(login == null ? "" : login.name(), "", "", "", "");
  }

  /** Reads the fields of a form. */
  static Address of(HttpServletRequest request) {
    return new Address(
        field(request, "name"),
        field(request, "email"),
        field(request, "street"),
        field(request, "postcode"),
        field(request, "city"));
  }

  private static String field(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  /** Returns what is wrong, by field; empty if nothing is. */
  Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    require(faults, "name", name, 80, "Please tell us who receives the parcel.");
    require(faults, "email", email, 120, "Please give an address for the confirmation.");
    if (!email.isEmpty() && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      faults.put("email", "This does not look like an e-mail address.");
    }
    require(faults, "street", street, 120, "Please give street and number.");
    require(faults, "postcode", postcode, 12, "Please give the postcode.");
    require(faults, "city", city, 60, "Please give the city.");
    return faults;
  }

  private static void require(
      Map<String, String> faults, String field, String value, int longest, String message) {
    if (value.isEmpty()) {
      faults.put(field, message);
    } else if (value.length() > longest) {
      faults.put(field, "At most " + longest + " characters, please.");
    }
  }
}
