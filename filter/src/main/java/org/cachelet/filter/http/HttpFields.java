// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cachelet.cache.Heap;

/**
 * The field lines of a message in their order, a name as often as it was sent (RFC 9110 section 5).
 * Names are compared without regard to case. Immutable, hence thread-safe.
 */
public final class HttpFields {
  /** No field lines. */
  public static final HttpFields EMPTY = new HttpFields(FieldNames.NONE, new String[0]);

  private static final int OBJECT_BYTES = 24;
  private static final int REFERENCE_BYTES = 4;

  private final FieldNames names;
  private final String[] values;

  private HttpFields(FieldNames names, String[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Returns fields made of names and values in turn.
   *
   * @throws IllegalArgumentException if the last name has no value
   */
  public static HttpFields of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "field '" + namesAndValues[namesAndValues.length - 1] + "' has no value");
    }
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /** Returns a builder without lines. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of lines. */
  public int size() {
    return values.length;
  }

  /**
   * Returns the name in a line as it was sent.
   *
   * @param line the position, from 0
   */
  public String name(int line) {
    return names.name(line);
  }

  /**
   * Returns the value in a line as it was sent.
   *
   * @param line the position, from 0
   */
  public String value(int line) {
    return values[line];
  }

  /** Returns the value in the first line with this name. */
  public Optional<String> first(String name) {
    int line = indexOf(name);
    return line < 0 ? Optional.empty() : Optional.of(value(line));
  }

  /** Returns the values of all lines with this name, in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int line = 0; line < size(); line++) {
      if (name(line).equalsIgnoreCase(name)) {
        values.add(value(line));
      }
    }
    return values;
  }

  /**
   * Returns the members of a field that is defined as a list, from all its lines (RFC 9110 section
   * 5.6.1): trimmed, without empty ones, commas in quoted strings kept.
   */
  public List<String> members(String name) {
    List<String> members = new ArrayList<>();
    for (String value : all(name)) {
      FieldList.split(value, members);
    }
    return members;
  }

  /** Returns whether a line has this name. */
  public boolean contains(String name) {
    return indexOf(name) >= 0;
  }

  /** Returns each name once, as it was first sent; the set compares without regard to case. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int line = 0; line < size(); line++) {
      names.add(name(line));
    }
    return Collections.unmodifiableSet(names);
  }

  /** Returns these fields with one line of this name: in place of the first one, else the last. */
  public HttpFields with(String name, String value) {
    int replaced = indexOf(name);
    Builder builder = builder();
    for (int line = 0; line < size(); line++) {
      if (line == replaced) {
        builder.add(name, value);
      } else if (!name(line).equalsIgnoreCase(name)) {
        builder.add(name(line), value(line));
      }
    }
    return (replaced < 0 ? builder.add(name, value) : builder).build();
  }

  /** Returns these fields with one more line behind those of this name. */
  public HttpFields and(String name, String value) {
    Builder builder = builder();
    for (int line = 0; line < size(); line++) {
      builder.add(name(line), value(line));
    }
    return builder.add(name, value).build();
  }

  /** Returns these fields without the lines of this name. */
  public HttpFields without(String name) {
    return contains(name) ? without(Set.of(name)) : this;
  }

  /** Returns these fields without the lines of these names. */
  public HttpFields without(Set<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    Set<String> left = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    left.addAll(names);
    Builder builder = builder();
    for (int line = 0; line < size(); line++) {
      if (!left.contains(name(line))) {
        builder.add(name(line), value(line));
      }
    }
    return builder.build();
  }

  /**
   * Returns the heap taken by these fields with their values, in bytes. Names do not count: they
   * are constants, shared by all responses of a program.
   */
  public long weight() {
    long weight = OBJECT_BYTES + Heap.ofArray((long) REFERENCE_BYTES * values.length);
    for (int line = 0; line < size(); line++) {
      weight += Heap.ofString(value(line));
    }
    return weight;
  }

  /** Returns these fields with names that all share who keep fields for long. */
  public HttpFields sharingNames() {
    return new HttpFields(names.shared(), values);
  }

  /**
   * Returns whether a line is added to what a response has under its name already: if that came
   * before, and for lists, to which filters in front may have added lines. All others replace it.
   *
   * @param line the position, from 0
   */
  public boolean isAdded(int line) {
    return names.isAdded(line);
  }

  /**
   * Returns whether the answer 304 in place of a stored 200 has a line of its fields (RFC 9110
   * section 15.4.5).
   *
   * @param line the position, from 0
   */
  public boolean isInNotModified(int line) {
    return names.isCarried(line);
  }

  /** Returns the first line with this name; -1 if there is none. */
  public int indexOf(String name) {
    return names.indexOf(name);
  }

  /** Returns whether the other has the same lines in the same order, names without case. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof HttpFields that) || size() != that.size()) {
      return false;
    }
    for (int line = 0; line < size(); line++) {
      if (!name(line).equalsIgnoreCase(that.name(line)) || !value(line).equals(that.value(line))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int line = 0; line < size(); line++) {
      hash = 31 * hash + value(line).hashCode(); // names differ in case between equal fields
    }
    return hash;
  }

  /** Returns the lines as they stand in a message. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < size(); line++) {
      text.append(name(line)).append(": ").append(value(line)).append('\n');
    }
    return text.toString();
  }

  /** Collects lines. Used by one thread. */
  public static final class Builder {
    private String[] names = new String[16]; // enough for most responses
    private String[] values = new String[16];
    private int length;

    private Builder() {}

    /** Adds a line after those that are there. */
    public Builder add(String name, String value) {
      if (length == names.length) {
        names = Arrays.copyOf(names, 2 * length);
        values = Arrays.copyOf(values, 2 * length);
      }
      names[length] = name;
      values[length++] = value;
      return this;
    }

    /** Returns the lines so far. */
    public HttpFields build() {
      return length == 0
          ? EMPTY
          : new HttpFields(
              FieldNames.of(Arrays.copyOf(names, length)), Arrays.copyOf(values, length));
    }
  }
}
