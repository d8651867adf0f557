// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a list consists of, as {@code th:each} sees it. */
final class Items {
  private Items() {}

  /** Returns the items of something that can be iterated; of anything else, itself. */
  static List<@Nullable Object> of(@Nullable Object iterated) {
    List<@Nullable Object> items = new ArrayList<>();
    if (iterated instanceof Iterable<?> several) {
      several.forEach(items::add);
    } else if (iterated instanceof Map<?, ?> map) {
      items.addAll(map.entrySet());
    } else if (iterated instanceof Iterator<?> iterator) {
      iterator.forEachRemaining(items::add);
    } else if (iterated instanceof Stream<?> stream) {
      stream.forEach(items::add);
    } else if (iterated != null && iterated.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(iterated); i++) {
        items.add(Array.get(iterated, i));
      }
    } else if (iterated != null) {
      items.add(iterated);
    }
    return items;
  }
}
