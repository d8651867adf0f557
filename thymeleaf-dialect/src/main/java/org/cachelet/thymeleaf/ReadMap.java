// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/** Parameters or session attributes, whose reading is noted. Used by one request. */
final class ReadMap extends AbstractMap<String, @Nullable Object> {
  private final String kind;
  private final Map<?, ?> values;

  ReadMap(String kind, Map<?, ?> values) {
    this.kind = kind;
    this.values = values;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    read(name);
    return values.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    read(name);
    return values.containsKey(name);
  }

  @Override
  public boolean isEmpty() {
    readAll();
    return values.isEmpty();
  }

  @Override
  public int size() {
    readAll();
    return values.size();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    readAll();
    Set<Map.Entry<String, @Nullable Object>> entries = new LinkedHashSet<>();
    values.forEach((name, value) -> entries.add(new SimpleEntry<>(String.valueOf(name), value)));
    return entries;
  }

  private void read(@Nullable Object name) {
    Dependencies.current().read(new Input(kind, String.valueOf(name)));
  }

  private void readAll() {
    Dependencies.current().keepUnique("it looks at all of " + kind);
  }
}
