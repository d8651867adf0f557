// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which part of a long list is shown.
 *
 * @param page the page, from 1
 * @param total how long the whole list is
 */
public record Paging(int page, int total) {
  private static final int SIZE = 24;
  private static final int NEIGHBOURS = 2;

  /** Returns the page that a parameter names, if the list has it; no parameter is page 1. */
  static Optional<Paging> of(Optional<String> page, int total) {
    if (page.isEmpty()) {
      return Optional.of(new Paging(1, total));
    }
    return Numbers.parse(page.get())
        .map(number -> new Paging(number, total))
        .filter(paging -> paging.page >= 1 && paging.page <= paging.pages());
  }

  /** Returns how many pages there are, 1 or more. */
  public int pages() {
    return Math.max(1, (total + SIZE - 1) / SIZE);
  }

  /** Returns the page before this one. */
  public int previous() {
    return page - 1;
  }

  /** Returns the page after this one. */
  public int next() {
    return page + 1;
  }

  /** Returns the pages to link to around this one. */
  public List<Integer> around() {
    int from = Math.max(1, Math.min(page - NEIGHBOURS, pages() - 2 * NEIGHBOURS));
    int to = Math.min(pages(), Math.max(page + NEIGHBOURS, 1 + 2 * NEIGHBOURS));
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  /** Returns the place of the first row shown, from 1; zero in an empty list. */
  public int from() {
    return Math.min(total, offset() + 1);
  }

  /** Returns the place of the last row shown. */
  public int to() {
    return Math.min(total, offset() + SIZE);
  }

  int size() {
    return SIZE;
  }

  int offset() {
    return (page - 1) * SIZE;
  }
}
