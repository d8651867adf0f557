// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.tagext.TagData;
import jakarta.servlet.jsp.tagext.TagExtraInfo;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells of vary tags that stand in a wrong place: {@link VaryComesFirst} sees where they are, but
 * only here a container tells the line. It asks here for each tag, in their order, on the thread
 * that translates the page. Thread-safe.
 */
public final class VaryPlace extends TagExtraInfo {
  /** What is said of a vary tag in a wrong place. */
  static final String ALLOWED =
      "allowed is a place at the very beginning of a <cache:fragment>, with nothing but white space"
          + " and other vary tags before it";

  private static final ThreadLocal<Deque<Boolean>> RIGHT = ThreadLocal.withInitial(ArrayDeque::new);

  /** Makes the check, as a container needs it. */
  public VaryPlace() {}

  /** Forgets the vary tags of another page. */
  static void begin() {
    RIGHT.get().clear();
  }

  /** Notes whether the next vary tag of the page stands in a right place. */
  static void note(boolean isRight) {
    RIGHT.get().add(isRight);
  }

  @Override
  public ValidationMessage @Nullable [] validate(TagData data) {
    boolean isRight = Objects.requireNonNullElse(RIGHT.get().poll(), true); // else see VaryTag
    if (RIGHT.get().isEmpty()) {
      RIGHT.remove();
    }
    return isRight
        ? null
        : new ValidationMessage[] {new ValidationMessage(null, "<cache:vary>: " + ALLOWED)};
  }
}
