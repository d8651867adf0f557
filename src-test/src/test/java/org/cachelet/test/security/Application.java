// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Function;

/** What the application of a case does with a request. */
interface Application {
  /** Answers a request. */
  void answer(Call call) throws IOException, ServletException;

  /** Returns one that prints a text made of the request. */
  static Application printing(Function<Call, String> text) {
    return call -> call.print(text.apply(call));
  }

  /** Returns one that reads nothing and prints something else each time. */
  static Application serial() {
    return call -> call.print("made as number " + call.serial());
  }

  /** Returns one that sets a field, and prints something else each time. */
  static Application serial(String name, String value) {
    return call -> {
      call.response().addHeader(name, value);
      call.print("made as number " + call.serial());
    };
  }
}
