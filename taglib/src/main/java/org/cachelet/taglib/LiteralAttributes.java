// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.tagext.TagData;
import jakarta.servlet.jsp.tagext.TagExtraInfo;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what stands in a page as it is, so that an error comes with the line. Thread-safe. */
public final class LiteralAttributes extends TagExtraInfo {
  /** Makes the check, as a container needs it. */
  public LiteralAttributes() {}

  @Override
  public ValidationMessage @Nullable [] validate(TagData data) {
    List<ValidationMessage> messages = new ArrayList<>();
    for (String attribute : Collections.list(data.getAttributes())) {
      if (data.getAttribute(attribute) instanceof String text && !isExpression(text)) {
        try {
          Words.check(attribute, text);
        } catch (IllegalArgumentException e) {
          messages.add(
              new ValidationMessage(
                  null, "<cache:" + getTagInfo().getTagName() + ">: " + e.getMessage()));
        }
      }
    }
    return messages.isEmpty() ? null : messages.toArray(ValidationMessage[]::new);
  }

  /** Returns whether the value is known only when the page is executed. */
  private static boolean isExpression(String text) {
    return text.contains("${") || text.contains("#{") || text.contains("<%");
  }
}
