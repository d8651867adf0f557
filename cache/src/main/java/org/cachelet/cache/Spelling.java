// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** Tells how far apart two spellings are. */
final class Spelling {
  private final String a;
  private final String b;
  private final int[][] steps; // [i][j]: from the first i letters of a to the first j of b

  private Spelling(String a, String b) {
    this.a = a;
    this.b = b;
    this.steps = new int[a.length() + 1][b.length() + 1];
  }

  /**
   * Returns the least number of letters to add, drop, replace, or swap with their neighbour that
   * makes {@code b} out of {@code a}.
   */
  static int distance(String a, String b) {
    return new Spelling(a, b).distance();
  }

  private int distance() {
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : fewest(i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private int fewest(int i, int j) {
    int replaced = steps[i - 1][j - 1] + (isSame(i, j) ? 0 : 1);
    int added = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
    int swapped = isSwap(i, j) ? steps[i - 2][j - 2] + 1 : added;
    return Math.min(replaced, Math.min(added, swapped));
  }

  private boolean isSwap(int i, int j) {
    return i > 1 && j > 1 && isSame(i, j - 1) && isSame(i - 1, j);
  }

  private boolean isSame(int i, int j) {
    return a.charAt(i - 1) == b.charAt(j - 1);
  }
}
