// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;

/** One tag in a page, and what its uses so far have shown about its body. Thread-safe. */
final class Place {
  private final Template template;
  private final String number;

  private volatile State state;
  private volatile int varies;

  Place(Template template, String number) {
    this.template = template;
    this.number = number;
    this.state = state(Set.of());
  }

  /** Returns the page. */
  Template template() {
    return template;
  }

  /** Returns what stands for the text of the page and of all that the body includes. */
  String digest() {
    return state.digest;
  }

  /** Returns the files that the body included although the page does not name them. */
  Set<String> included() {
    return state.included;
  }

  /**
   * Notes which files the body included.
   *
   * @return whether one is not in the digest that was in use until now
   */
  boolean learn(Collection<String> paths) {
    State before = state;
    boolean unknown =
        paths.stream().anyMatch(path -> !before.sources.has(path) && template.hasFile(path));
    if (unknown) {
      learnAll(paths);
    }
    return unknown;
  }

  private synchronized void learnAll(Collection<String> paths) {
    Set<String> all = new TreeSet<>(state.included);
    paths.stream().filter(template::hasFile).forEach(all::add);
    state = state(all);
  }

  private State state(Set<String> paths) {
    TemplateSources sources = template.sourcesWith(paths);
    String digest =
        DigestUtils.sha256Hex(sources.digest() + ' ' + template.classDigest() + ' ' + number);
    return new State(digest, sources, Set.copyOf(paths));
  }

  /** Returns how many vary tags the body begins with, as far as is known. */
  int varies() {
    return varies;
  }

  /** Notes how many vary tags the body begins with. */
  void learnVaries(int count) {
    varies = count;
  }

  private record State(String digest, TemplateSources sources, Set<String> included) {}
}
