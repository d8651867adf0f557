// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class RecordedFieldsTest {
  private final RecordedFields fields = new RecordedFields();

  @Test
  void set_replacesAllLinesOfTheName_inPlaceOfTheFirst() {
    fields.add("A", "1");
    fields.add("B", "2");
    fields.add("a", "3");
    fields.add("C", "4");
    fields.set("A", "5");

    assertThat(fields.lines()).containsExactly(entry("A", "5"), entry("B", "2"), entry("C", "4"));
  }

  @Test
  void set_keepsPlace_whenItWasFirstAfterOthers() {
    fields.add("B", "2");
    fields.add("A", "1");
    fields.add("A", "1");
    fields.set("a", "3");

    assertThat(fields.lines()).containsExactly(entry("B", "2"), entry("a", "3"));
  }

  @Test
  void names_areInsensitiveToCase() {
    fields.add("Vary", "a");
    fields.add("VARY", "b");

    assertThat(fields.values("vary")).containsExactly("a", "b");
    assertThat(fields.first("vary")).hasValue("a");
    assertThat(fields.names()).containsExactly("Vary");
    fields.remove("vARY");
    assertThat(fields.lines()).isEmpty();
  }

  @Test
  void date_hasTwoDigitDays() {
    assertThat(RecordedFields.date(784_111_777_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }
}
