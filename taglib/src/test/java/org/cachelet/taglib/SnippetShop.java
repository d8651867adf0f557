// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the pages of the documentation show. */
public final class SnippetShop {
  private SnippetShop() {}

  /** All products. */
  public static final class Products {
    /** Those of the shop. */
    public static final Products ALL = new Products();

    private final List<Product> products = new CopyOnWriteArrayList<>();

    private Products() {}

    /** Returns those of a category. */
    public List<Product> of(Category category) {
      return products.stream().filter(product -> product.category == category.getId()).toList();
    }

    /** Sets which there are. */
    void set(Product... all) {
      products.clear();
      products.addAll(List.of(all));
    }
  }

  /** A category. */
  public static final class Category {
    private final long id;

    /** Makes one. */
    public Category(long id) {
      this.id = id;
    }

    /** Returns its number. */
    public long getId() {
      return id;
    }
  }

  /** A product in one state. */
  public static final class Product {
    private final long category;
    private final long id;
    private final long version;
    private final String name;

    Product(long category, long id, long version, String name) {
      this.category = category;
      this.id = id;
      this.version = version;
      this.name = name;
    }

    /** Returns its number. */
    public long getId() {
      return id;
    }

    /** Returns how often it has changed. */
    public long getVersion() {
      return version;
    }

    /** Returns its name. */
    public String getName() {
      return name;
    }
  }
}
