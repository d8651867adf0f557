// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node remembers of the log, and what it may forget. */
final class InvalidationMarksTest {
  private static final String CACHE = "default";

  private final InvalidationMarks marks = new InvalidationMarks(100);

  @Test
  void entry_isInvalid_onlyWhenOneOfItsNamesWasInvalidatedAfterItsMakingBegan() {
    invalidate("t", 5);
    assertThat(marks.validUntil(CACHE, entry(4, "t", "u"))).isEqualTo(InvalidationLog.INVALID);
    assertThat(marks.validUntil(CACHE, entry(5, "t", "u"))).isEqualTo(InvalidationLog.VALID);
    assertThat(marks.validUntil(CACHE, entry(4, "u"))).isEqualTo(InvalidationLog.VALID);
  }

  @Test
  void softInvalidation_tellsWhenItWas() {
    marks.apply(Invalidation.ofTags(Set.of("t"), Invalidation.Depth.SOFT), at(5), 1_000);
    assertThat(marks.validUntil(CACHE, entry(4, "t"))).isEqualTo(1_000);
    assertThat(marks.validUntil(CACHE, entry(5, "t"))).isEqualTo(InvalidationLog.VALID);
  }

  @Test
  void softInvalidation_doesNotSoftenAHardOneBeforeIt() {
    invalidate("t", 5);
    marks.apply(Invalidation.ofTags(Set.of("t"), Invalidation.Depth.SOFT), at(6), 1_000);
    assertThat(marks.validUntil(CACHE, entry(4, "t"))).isEqualTo(InvalidationLog.INVALID);
    assertThat(marks.validUntil(CACHE, entry(5, "t"))).isEqualTo(1_000);
  }

  @Test
  void entry_isInvalid_whenItIsOlderThanWhatWasForgotten() {
    for (int i = 1; i <= 1_000; i++) {
      invalidate("tag-" + i, i);
    }
    assertThat(marks.validUntil(CACHE, entry(1, "another"))).isEqualTo(InvalidationLog.INVALID);
    assertThat(marks.validUntil(CACHE, entry(999, "another"))).isEqualTo(InvalidationLog.VALID);
    for (int i = 1; i <= 1_000; i++) { // forgotten or not: what was invalidated stays so
      assertThat(marks.validUntil(CACHE, entry(i - 1, "tag-" + i)))
          .as("tag-" + i)
          .isEqualTo(InvalidationLog.INVALID);
    }
  }

  @Test
  void nameThatWasInvalidatedAgain_isForgottenAfterTheOthers() {
    for (int i = 1; i <= 100; i++) {
      invalidate("tag-" + i, i);
    }
    invalidate("tag-1", 101);
    invalidate("tag-101", 102); // tag-2 goes
    assertThat(marks.validUntil(CACHE, entry(1, "another"))).isEqualTo(InvalidationLog.INVALID);
    assertThat(marks.validUntil(CACHE, entry(2, "another"))).isEqualTo(InvalidationLog.VALID);
    assertThat(marks.validUntil(CACHE, entry(2, "tag-3"))).isEqualTo(InvalidationLog.INVALID);
    assertThat(marks.validUntil(CACHE, entry(100, "tag-1"))).isEqualTo(InvalidationLog.INVALID);
  }

  @Test
  void oneNameInvalidatedOften_makesNothingForgotten() {
    for (int i = 1; i <= 1_000; i++) {
      invalidate("t", i);
    }
    assertThat(marks.validUntil(CACHE, entry(0, "u"))).isEqualTo(InvalidationLog.VALID);
  }

  private void invalidate(String tag, long sequence) {
    marks.apply(Invalidation.ofTags(Set.of(tag), Invalidation.Depth.HARD), at(sequence), sequence);
  }

  private static LogPosition at(long sequence) {
    return new LogPosition(0, sequence);
  }

  private static Entry entry(long since, String... tags) {
    return new Entry.Builder("k", new Amount(1)).since(at(since)).tags(Set.of(tags)).build();
  }
}
