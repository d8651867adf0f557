// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.jsp.tagext.TagData;
import jakarta.servlet.jsp.tagext.TagExtraInfo;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cachelet.cache.Fragment;
import org.jspecify.annotations.Nullable;

/** Checks what stands in a page as it is, so that an error comes with the line. Thread-safe. */
public final class LiteralAttributes extends TagExtraInfo {
  /** Makes the check, as a container needs it. */
  public LiteralAttributes() {}

  @Override
  public ValidationMessage @Nullable [] validate(TagData data) {
    String tag = getTagInfo().getTagName();
    List<ValidationMessage> messages = new ArrayList<>();
    check(tag, messages, () -> checkTogether(tag, data));
    for (String attribute : Collections.list(data.getAttributes())) {
      if (data.getAttribute(attribute) instanceof String text && !isExpression(text)) {
        check(tag, messages, () -> checkOne(tag, attribute, text));
      }
    }
    return messages.isEmpty() ? null : messages.toArray(ValidationMessage[]::new);
  }

  private static void check(String tag, List<ValidationMessage> messages, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      messages.add(new ValidationMessage(null, "<cache:" + tag + ">: " + e.getMessage()));
    }
  }

  /** Returns whether the value is known only when the page is executed. */
  private static boolean isExpression(String text) {
    return text.contains("${") || text.contains("#{") || text.contains("<%");
  }

  private static void checkTogether(String tag, TagData data) {
    switch (tag) {
      case "fragment" -> need(data, "scope", "var");
      case "hole" -> {
        if (has(data, "value") == has(data, "path")) {
          throw new IllegalArgumentException(Words.VALUE_OR_PATH);
        }
      }
      case "evict" -> {
        need(data, "vary", "name");
        need(data, "cache", "name");
        if (!has(data, "name") && !has(data, "tags")) {
          throw new IllegalArgumentException(Words.NAME_OR_TAGS);
        }
      }
      case "page" -> {
        if (!has(data, "ttl") && !has(data, "tags")) {
          throw new IllegalArgumentException("allowed are ttl, tags or both, here is neither");
        }
      }
      default -> {
        // its attributes do not depend on each other
      }
    }
  }

  private static void need(TagData data, String attribute, String other) {
    if (has(data, attribute) && !has(data, other)) {
      throw new IllegalArgumentException(
          attribute + " is given, allowed is that only together with " + other);
    }
  }

  private static boolean has(TagData data, String attribute) {
    return data.getAttribute(attribute) != null;
  }

  private static void checkOne(String tag, String attribute, String text) {
    switch (tag + ' ' + attribute) {
      case "tag name" -> Words.checkTag(text);
      case "forEach vary" -> throw Words.sameForAllRows(text);
      case "hole onError" -> Words.holeOnError(text);
      case "hole path" -> Words.holePath(text);
      case "include path" -> Words.checkPath(text);
      default -> checkAnywhere(attribute, text);
    }
  }

  private static void checkAnywhere(String attribute, String text) {
    switch (attribute) {
      case "name" -> Fragment.named(text);
      case "ttl", "staleWhileRevalidate", "staleIfError" -> Words.duration(attribute, text);
      case "varyBy" -> Words.inputs(text);
      case "tags" -> Words.checkTags(text);
      case "onError" -> Words.onError(text);
      case "cache" -> Words.cache(text);
      case "var" -> Words.checkVariable(attribute, text);
      case "scope" -> Words.scope(text);
      case "test", "shared" -> Words.flag(attribute, text);
      default -> {
        // any text is allowed
      }
    }
  }
}
