// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

/**
 * What is asked of a figure.
 *
 * @param measure of what
 * @param bound where it begins or ends
 */
record Goal(Measure measure, double bound) {
  /** What is measured of a lane beside the first lane. */
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

    /** Returns whether it depends on what else the machine does. */
    boolean isOfTheMachine() {
      return this == SHARE || this == COST;
    }

    /** Returns the unit of its figures. */
    String unit(String first) {
      return this == ALLOCATED ? words : words + first;
    }

    /** Returns its value for one round. */
    double of(Sample lane, Sample first) {
      return switch (this) {
        case SHARE -> first.cpu() / lane.cpu();
        case COST -> lane.cpu() / first.cpu();
        case MORE_ALLOCATED -> lane.allocated() - first.allocated();
        case ALLOCATED -> lane.allocated();
      };
    }
  }

  /** The bound of a measure of which nothing is asked. */
  static final double NONE = Double.NaN;

  /** Returns the goal of so much of the first lane's throughput at least. */
  static Goal share(double bound) {
    return new Goal(Measure.SHARE, bound);
  }

  /** Returns the goal as tables have it; empty if nothing is asked. */
  String text() {
    if (Double.isNaN(bound)) {
      return "";
    }
    return (measure.atLeast ? ">= " : "<= ") + Numbers.plain(bound);
  }
}
