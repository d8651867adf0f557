// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import org.cachelet.bench.figure.Goal;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at in a lane beside the first lane.
 *
 * @param measure what is measured
 * @param goal what it is to be; null if it is only shown
 */
record Demand(Measure measure, @Nullable Goal goal) {
  /** What is measured. */
  enum Measure {
    /** How many requests the CPU of one request of the first lane is enough for; at least. */
    SHARE("of the CPU of ", true),
    /** How often the CPU of the first lane is used for one; at most. */
    COST("times the CPU of ", false),
    /** How many bytes are allocated beyond those of the first lane; at most. */
    MORE_ALLOCATED("bytes allocated beyond ", false),
    /** How many bytes are allocated; at most. */
    ALLOCATED("bytes allocated", false);

    private final String words;
    private final boolean atLeast;

    Measure(String words, boolean atLeast) {
      this.words = words;
      this.atLeast = atLeast;
    }

    /** Returns the demand that it reaches a bound. */
    Demand of(double bound) {
      return new Demand(this, atLeast ? Goal.atLeast(bound) : Goal.atMost(bound));
    }

    /** Returns the demand that it is shown. */
    Demand shown() {
      return new Demand(this, null);
    }

    /** Returns whether it depends on what else the machine does. */
    boolean isOfTheMachine() {
      return this == SHARE || this == COST;
    }

    /** Returns the unit of its figures. */
    String unit(String first) {
      return this == ALLOCATED ? words : words + first;
    }

    /** Returns its value for one round. */
    double value(Sample lane, Sample first) {
      return switch (this) {
        case SHARE -> first.cpu() / lane.cpu();
        case COST -> lane.cpu() / first.cpu();
        case MORE_ALLOCATED -> lane.allocated() - first.allocated();
        case ALLOCATED -> lane.allocated();
      };
    }
  }

  /** Returns the demand of so much of the first lane's throughput at least. */
  static Demand share(double bound) {
    return Measure.SHARE.of(bound);
  }
}
