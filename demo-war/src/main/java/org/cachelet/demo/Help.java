// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;

/**
 * What the shop answers to those who need help.
 *
 * @param language the language of all of it
 * @param title the heading
 * @param lead the line below it
 * @param questions what is asked most
 */
public record Help(Language language, String title, String lead, List<Question> questions) {

  /**
   * A question and its answer.
   *
   * @param title the question
   * @param answer the answer
   */
  public record Question(String title, String answer) {}

  /** Reads what there is in a language. */
  static Help in(Language language) {
    Sections sections = Sections.load("/help/" + language.code() + ".txt");
    return new Help(
        language,
        sections.list("title").get(0),
        sections.list("lead").get(0),
        sections.rows("questions").stream()
            .map(row -> new Question(row.get(0), row.get(1)))
            .toList());
  }
}
