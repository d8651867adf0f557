// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The text of a fragment, with holes in between. Immutable, hence thread-safe.
 *
 * @param texts what stands before, between and after the holes; one more than holes
 */
public record FragmentText(List<String> texts, List<Hole> holes) implements Content {
  private static final int OBJECTS = 64;
  private static final int HOLE = 200;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is not one text more than holes
   */
  public FragmentText {
    texts = List.copyOf(texts);
    holes = List.copyOf(holes);
    if (texts.size() != holes.size() + 1) {
      throw new IllegalArgumentException(
          "a fragment of " + texts.size() + " texts has " + holes.size() + " holes");
    }
  }

  /** Returns a text without holes. */
  public static FragmentText of(String text) {
    return new FragmentText(List.of(text), List.of());
  }

  /** Returns a hole with no text around it. */
  public static FragmentText ofHole(Hole hole) {
    return new FragmentText(List.of("", ""), List.of(hole));
  }

  /**
   * Writes the text. Where it becomes a part of cached content that can have holes, it keeps them
   * there; else they are filled.
   */
  public void writeTo(Writer out, HoleFiller filler) throws IOException {
    out.write(texts.get(0));
    for (int i = 0; i < holes.size(); i++) {
      write(holes.get(i), out, filler);
      out.write(texts.get(i + 1));
    }
  }

  private static void write(Hole hole, Writer out, HoleFiller filler) throws IOException {
    HoleMarks marks = Dependencies.currentMarks();
    if (marks == null) {
      filler.fill(hole, out);
    } else {
      out.write(marks.mark(hole));
    }
  }

  @Override
  public long weight() {
    long weight = OBJECTS + (long) HOLE * holes.size();
    for (String text : texts) {
      weight += Heap.ofString(text);
    }
    return weight;
  }
}
