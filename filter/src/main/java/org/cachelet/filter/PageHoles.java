// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Heap;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleMarks;
import org.jspecify.annotations.Nullable;

/**
 * The holes of a page, and what stands between them. Immutable, hence thread-safe.
 *
 * <p>Marks are of ASCII letters and digits, so they are found in the bytes of every charset in
 * which those are one byte each.
 */
final class PageHoles {
  private static final int HOLE_WEIGHT = 250;

  /** Fillings below this size stand in a compressed page as they are. */
  private static final int PACKED_FROM = 512;

  private final List<Hole> holes;
  private final int[] places;
  private final byte[][] texts;
  private final byte @Nullable [][] deflated;

  private PageHoles(List<Hole> holes, int[] places, byte[][] texts, byte @Nullable [][] deflated) {
    this.holes = holes;
    this.places = places;
    this.texts = texts;
    this.deflated = deflated;
  }

  /** Returns the body with its marks cut out, and the holes in their place. */
  static Cut cut(byte[] marked, HoleMarks marks) {
    FragmentText cut = marks.split(new String(marked, ISO_8859_1));
    int[] places = new int[cut.holes().size()];
    int length = 0;
    for (int i = 0; i < places.length; i++) {
      length += cut.texts().get(i).length();
      places[i] = length;
    }
    return new Cut(String.join("", cut.texts()).getBytes(ISO_8859_1), cut.holes(), places);
  }

  /**
   * Returns holes in a body.
   *
   * @param places before which byte each stands, ascending
   * @param compressible whether the text between is kept compressed, too
   * @throws IllegalArgumentException if there are not as many places as holes, or they are not
   *     ascending ones in the body
   */
  static PageHoles of(byte[] body, List<Hole> holes, int[] places, boolean compressible) {
    requirePlaces(body.length, holes.size(), places);
    byte[][] texts = new byte[places.length + 1][];
    int from = 0;
    for (int i = 0; i < places.length; i++) {
      texts[i] = Arrays.copyOfRange(body, from, places[i]);
      from = places[i];
    }
    texts[places.length] = Arrays.copyOfRange(body, from, body.length);
    return new PageHoles(
        List.copyOf(holes), places.clone(), texts, compressible ? deflated(texts) : null);
  }

  private static void requirePlaces(int length, int count, int[] places) {
    int before = 0;
    boolean ascending = places.length == count;
    for (int place : places) {
      ascending &= place >= before && place <= length;
      before = place;
    }
    if (!ascending) {
      throw new IllegalArgumentException("the holes of a page do not fit into its body");
    }
  }

  private static byte[][] deflated(byte[][] texts) {
    List<byte[]> parts = new ArrayList<>(texts.length);
    for (byte[] text : texts) {
      parts.add(GzipParts.deflated(text, Deflater.DEFAULT_COMPRESSION));
    }
    return parts.toArray(byte[][]::new);
  }

  /** Returns the holes in their order. */
  List<Hole> holes() {
    return holes;
  }

  /** Returns before which byte of the body each hole stands. */
  int[] places() {
    return places.clone();
  }

  /** Returns whether the text between the holes is there compressed. */
  boolean isCompressible() {
    return deflated != null;
  }

  /** Returns the body with the holes filled. */
  byte[] filled(List<byte[]> fillings) {
    byte[] body = new byte[length(Arrays.asList(texts)) + length(fillings)];
    int at = 0;
    for (int i = 0; i < texts.length; i++) {
      at = copied(texts[i], body, at);
      if (i < fillings.size()) {
        at = copied(fillings.get(i), body, at);
      }
    }
    return body;
  }

  private static int length(List<byte[]> parts) {
    return parts.stream().mapToInt(part -> part.length).sum();
  }

  private static int copied(byte[] part, byte[] body, int at) {
    System.arraycopy(part, 0, body, at, part.length);
    return at + part.length;
  }

  /**
   * Returns the body with the holes filled, with gzip; only the fillings are compressed for that.
   *
   * @throws IllegalStateException if it is not compressible
   */
  byte[] gzipped(List<byte[]> fillings) {
    byte[][] compressed = deflated;
    if (compressed == null) {
      throw new IllegalStateException("the page is not compressible");
    }
    List<byte[]> packed = fillings.stream().map(PageHoles::packed).toList();
    GzipParts parts = new GzipParts(length(Arrays.asList(compressed)) + length(packed));
    for (int i = 0; i < texts.length; i++) {
      parts.add(texts[i], compressed[i]);
      if (i < packed.size()) {
        parts.add(fillings.get(i), packed.get(i));
      }
    }
    return parts.toByteArray();
  }

  private static byte[] packed(byte[] filling) {
    return filling.length < PACKED_FROM
        ? GzipParts.stored(filling)
        : GzipParts.deflated(filling, Deflater.BEST_SPEED);
  }

  /** Returns the heap that this takes, in bytes. */
  long weight() {
    long weight = (long) HOLE_WEIGHT * holes.size();
    for (byte[] text : texts) {
      weight += Heap.ofArray(text.length);
    }
    byte[][] compressed = deflated;
    for (byte[] part : compressed == null ? new byte[0][] : compressed) {
      weight += Heap.ofArray(part.length);
    }
    return weight;
  }

  /**
   * A body whose marks were cut out.
   *
   * @param places before which byte each hole stands
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Cut(byte[] body, List<Hole> holes, int[] places) {}
}
