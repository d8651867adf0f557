// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;

/**
 * Where the making of one page reports what it read of the request. Reports go to what is being
 * made on the thread, a part of the page for instance, else to the page. Thread-safe.
 */
final class Ledger {
  private final Dependencies page;
  private final Inputs inputs;

  /** What the application was shown first, since attributes can change while a page is made. */
  private final ConcurrentMap<Input, Value> shown = new ConcurrentHashMap<>();

  Ledger(Dependencies page, Inputs inputs) {
    this.page = page;
    this.inputs = inputs;
  }

  /** Returns the inputs of the request. */
  Inputs inputs() {
    return inputs;
  }

  /** Notes that an input was read that is the same all through the request. */
  void read(Input input) {
    read(input, inputs.valueOf(input));
  }

  /** Notes that an input was read, and the value that it had. */
  void read(Input input, Value value) {
    Value seen = value.under(inputs.isVaried(input));
    Dependencies making = Dependencies.currentOr(page);
    making.read(input);
    if (seen.personal()) {
      making.refuse(reason(input));
    }
    Value first = shown.putIfAbsent(input, seen);
    if (first != null && !first.equals(seen)) {
      making.refuse(input + " changed while it was read");
    }
  }

  /** Refuses to share what is being made. */
  void refuse(String reason) {
    Dependencies.currentOr(page).refuse(reason);
  }

  /** Returns the value of an input as the application was shown it, else as it is now. */
  Value valueOf(Input input) {
    Value first = shown.get(input);
    return first != null ? first : inputs.valueOf(input);
  }

  /** Returns a task that reports for the page on whichever thread it runs. */
  Runnable wrap(Runnable task) {
    return page.wrap(task);
  }

  private String reason(Input input) {
    return inputs.isVaried(input)
        ? input + " was read, and its value cannot be written into a key"
        : input + " was read, which belongs to one visitor and is not in vary-by";
  }
}
