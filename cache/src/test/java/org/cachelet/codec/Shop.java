// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model of an application, as it would be allowed. */
final class Shop {
  /** The pattern for it. */
  static final Set<String> ALLOWED = Set.of("org.cachelet.codec.Shop");

  private Shop() {}

  /** Has a state that differs between constants. */
  enum Colour {
    RED,
    GREEN {
      @Override
      boolean isCalm() {
        return true;
      }
    };

    boolean isCalm() {
      return false;
    }
  }

  record Price(BigDecimal amount, String currency) {}

  record Line(Product product, int count, Price price) {}

  record Numbers(
      boolean z,
      byte b,
      char c,
      short s,
      int i,
      long j,
      float f,
      double d,
      @Nullable Integer box) {}

  record Holder(List<Object> parts) {}

  /** What products have in common; its field has the same name as one of theirs. */
  static class Named {
    private String name = "none";
    transient int notWritten = 1;

    String inherited() {
      return name;
    }

    void inherit(String name) {
      this.name = name;
    }
  }

  /** A mutable bean with a field of each kind. */
  static final class Product extends Named {
    String name = "unnamed";
    long id;
    boolean listed;
    double weight;
    Colour colour = Colour.RED;
    List<String> tags = new ArrayList<>();
    @Nullable Product related;

    @Override
    public boolean equals(Object other) {
      return other instanceof Product product && id == product.id && name.equals(product.name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, name);
    }
  }

  /** Can only be made whole. */
  static final class Point {
    final int x;
    final int y;

    Point(int x, int y) {
      this.x = x;
      this.y = y;
    }
  }

  static Product product(long id, String name) {
    Product product = new Product();
    product.id = id;
    product.name = name;
    return product;
  }
}
