// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Hole;
import org.cachelet.cache.OnError;
import org.cachelet.cache.servlet.HoleValues;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Makes the body of an element, or one of its attributes, a hole in the cached content around, with
 * {@code cache:hole}; where there is none, it is filled at once. Thread-safe.
 */
final class HoleProcessor extends TagProcessor {
  private static final int BEFORE_TEXT = 1250;
  private static final String PATH = "path:";

  /** Elements without a body, with the attribute that says what they mean. */
  private static final Map<String, String> BODILESS = Map.of("input", "value", "meta", "content");

  private static final Set<OnError> ON_ERROR = EnumSet.of(OnError.HIDE, OnError.FAIL);

  private final Engine engine;

  HoleProcessor(Names names, Engine engine) {
    super(names, null, names.attribute(Names.HOLE), BEFORE_TEXT);
    this.engine = engine;
  }

  @Override
  void process(Tag tag, IElementTagStructureHandler handler) {
    if (names().mode() != TemplateMode.HTML && names().mode() != TemplateMode.XML) {
      throw tag.wrong(Names.HOLE, "is in a text", "holes are for HTML and XML", null);
    }
    Surroundings around = engine.around(tag.context());
    Hole hole = hole(tag, around.visit());
    WrittenText text = new WrittenText(List.of(FragmentText.ofHole(hole)), around.filler());
    String attribute = attribute(tag);
    tag.strip(handler);
    if (attribute == null) {
      handler.setBody(text, false);
    } else {
      handler.setAttribute(attribute, text.toString());
    }
  }

  private static @Nullable String attribute(Tag tag) {
    return tag.has(Names.HOLE_ATTRIBUTE)
        ? tag.required(Names.HOLE_ATTRIBUTE, "allowed is the name of an attribute")
        : BODILESS.get(tag.element().getElementCompleteName());
  }

  private static Hole hole(Tag tag, Surroundings.@Nullable Visit visit) {
    String text =
        tag.required(
            Names.HOLE,
            "allowed are the name of a value such as user, path:/a/path and"
                + " ~{template :: fragment}");
    if (visit == null) {
      throw tag.wrongValue(Names.HOLE, text, "there is no request that it is filled for");
    }
    OnError onError = new FragmentOptions(tag).onError(OnError.FAIL, ON_ERROR);
    if (text.startsWith("~{")) {
      return TemplateHole.parse(tag, text, onError);
    }
    if (text.startsWith(PATH)) {
      return new Hole(Hole.PATH, path(tag, text), Map.of(), onError);
    }
    return new Hole(Hole.VALUE, value(tag, text, visit), Map.of(), onError);
  }

  private static String path(Tag tag, String text) {
    String path = text.substring(PATH.length());
    if (!path.startsWith("/")) {
      throw tag.wrongValue(Names.HOLE, text, "allowed are paths that begin with a slash");
    }
    return path;
  }

  private static String value(Tag tag, String name, Surroundings.Visit visit) {
    try {
      HoleValues.of(visit.request().getServletContext()).check(name);
    } catch (IllegalArgumentException e) {
      throw tag.wrongValue(
          Names.HOLE,
          new IllegalArgumentException(
              e.getMessage() + "; allowed are also path:/a/path and ~{template :: fragment}", e));
    }
    return name;
  }
}
