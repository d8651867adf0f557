// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.cachelet.cache.LogPosition;
import org.cachelet.filter.http.Forwarding;

/**
 * Where the making of one page reports what it read of the request. Reports go to what is being
 * made on the thread, a part of the page for instance, else to the page; in {@link
 * LedgerMode#REPORT} they go to a place of their own, in {@link LedgerMode#OFF} nowhere.
 * Thread-safe.
 */
final class Ledger {
  /** What frameworks also read for the record, see {@link Bookkeeping}. */
  private static final Set<InputKind> RECORDED_ELSEWHERE =
      EnumSet.of(InputKind.REMOTE_ADDRESS, InputKind.USER, InputKind.SESSION);

  private final Dependencies page;
  private final Inputs inputs;
  private final LedgerMode mode;
  private final ParameterNames parameters = new ParameterNames();

  /** What {@link LedgerMode#ON} would have recorded. */
  private final Dependencies observed = Dependencies.begin("", LogPosition.START);

  /** What the application was shown first, since attributes can change while a page is made. */
  private final ConcurrentMap<Input, Value> shown = new ConcurrentHashMap<>();

  /** What the inputs of the rule had before the page was made, where only they select. */
  private final ConcurrentMap<Input, Value> selecting = new ConcurrentHashMap<>();

  Ledger(Dependencies page, Inputs inputs) {
    this.page = page;
    this.inputs = inputs;
    this.mode = inputs.mode();
    if (mode != LedgerMode.ON) {
      inputs.varyBy().forEach(input -> selecting.put(input, inputs.valueOf(input)));
    }
  }

  /** Returns the inputs of the request. */
  Inputs inputs() {
    return inputs;
  }

  /** Returns the query parameters that the application asked for by their names. */
  ParameterNames parameters() {
    return parameters;
  }

  /** Returns whether anything follows from reads. */
  boolean isKept() {
    return mode != LedgerMode.OFF;
  }

  /** Notes that an input was read that is the same all through the request. */
  void read(Input input) {
    if (isKept()) {
      read(input, inputs.sentFor(input));
    }
  }

  /** Notes that an input was read, and the value that it had. */
  void read(Input input, Value value) {
    if (!isKept() || isForTheRecord(input)) {
      return;
    }
    Value seen = value.under(inputs.isVaried(input));
    Dependencies making = recorder();
    making.read(input);
    if (seen.personal()) { // a part of the page judges by its own key
      (mode == LedgerMode.REPORT ? observed : page).refuse(reason(input));
    }
    Value first = shown.putIfAbsent(input, seen);
    if (first != null && !first.equals(seen)) {
      making.refuse(input + " changed while it was read");
    }
  }

  /** Refuses to share what is being made, for something that the application read. */
  void refuse(String reason) {
    if (isKept()) {
      recorder().refuse(reason);
    }
  }

  /** Refuses to share what is being made, in every mode, for something that it did. */
  void forbid(String reason) {
    Dependencies.currentOr(page).refuse(reason);
  }

  /** Notes, where only the inputs of the rule and Vary select a variant, that these do. */
  void end() {
    selecting.forEach(
        (input, value) -> {
          page.read(input);
          if (!value.equals(inputs.valueOf(input))) {
            page.refuse(input + " changed while the page was made");
          }
        });
  }

  /** Returns what {@link LedgerMode#ON} would do that {@link LedgerMode#REPORT} does not. */
  Optional<String> difference() {
    if (mode != LedgerMode.REPORT) {
      return Optional.empty();
    }
    Optional<String> refusal = observed.refusal();
    if (refusal.isPresent()) {
      return Optional.of("the ledger would not have stored it, " + refusal.get());
    }
    Set<Input> more = new TreeSet<>(observed.inputs());
    more.removeAll(page.inputs());
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of("the ledger would have made variants by " + more);
  }

  /** Returns the value of an input as the application was shown it, else as it is now. */
  Value valueOf(Input input) {
    Value first = mode == LedgerMode.ON ? shown.get(input) : selecting.get(input);
    return first != null ? first : inputs.valueOf(input);
  }

  /** Returns whether the caller of the caller reads for the record only. */
  boolean isForTheRecord() {
    return Bookkeeping.isReading();
  }

  /** Returns a task that reports for the page on whichever thread it runs. */
  Runnable wrap(Runnable task) {
    return page.wrap(task);
  }

  private boolean isForTheRecord(Input input) {
    InputKind kind = InputKind.of(input);
    return kind != null
        && RECORDED_ELSEWHERE.contains(kind)
        && input.name().isEmpty()
        && isForTheRecord();
  }

  private Dependencies recorder() {
    return mode == LedgerMode.ON ? Dependencies.currentOr(page) : observed;
  }

  private String reason(Input input) {
    if (InputKind.of(input) == InputKind.HEADER && Forwarding.isForwarding(input.name())) {
      return input + " was read, which anybody can send who is not in cachelet.trusted-proxies";
    }
    return inputs.isVaried(input)
        ? input + " was read, and its value cannot be written into a key"
        : input + " was read, which belongs to one visitor and is not in vary-by";
  }
}
