// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.cachelet.cache.Caches;
import org.junit.jupiter.api.Test;

/** How fragments are invalidated from templates and from the application. */
final class InvalidationTest extends EachFlavour {
  InvalidationTest(Flavour flavour) {
    super(flavour);
  }

  @Test
  void tags_reachFragmentsAndThoseAroundThem() {
    site.model.put("id", 7);
    site.templates.write(
        "page",
        "<b cache:fragment='a' cache:tags='catalog, |product:${id}|'>[[${count.next()}]]"
            + "<i cache:fragment='b'>[[${count.next()}]]<cache:tag name='inner'/>"
            + "<th:block th:text=\"${#cache.tag('expression', 'product:' + id)}\"></th:block></i>"
            + "<i cache:fragment='c'>[[${count.next()}]]</i></b>");
    assertThat(site.page("page")).isEqualTo("<b>1<i>2</i><i>3</i></b>");
    site.caches.invalidateTags("catalog");
    assertThat(site.page("page")).isEqualTo("<b>4<i>2</i><i>3</i></b>");
    site.caches.invalidateTags("inner");
    assertThat(site.page("page")).isEqualTo("<b>5<i>6</i><i>3</i></b>");
    site.caches.invalidateTags("expression");
    assertThat(site.page("page")).isEqualTo("<b>7<i>8</i><i>3</i></b>");
    site.caches.invalidateTags("product:7");
    assertThat(site.page("page")).isEqualTo("<b>9<i>10</i><i>3</i></b>");
    site.caches.fragments().invalidate("c");
    assertThat(site.page("page")).isEqualTo("<b>11<i>10</i><i>12</i></b>");
  }

  @Test
  void evict_makesTheFragmentAnew() {
    site.templates.write(
        "page", "<b cache:fragment='one' cache:vary='${x}'>[[${count.next()}]]</b>");
    site.templates.write("evict", "<cache:evict name='one' vary='${x}'/>done");
    site.templates.write("all", "[[${#cache.evict('one')}]]done");
    site.model.put("x", 1);
    site.page("page");
    site.model.put("x", 2);
    site.page("page");
    assertThat(site.page("evict")).isEqualTo("done");
    assertThat(site.page("page")).isEqualTo("<b>3</b>");
    site.model.put("x", 1);
    assertThat(site.page("page")).isEqualTo("<b>1</b>");
    assertThat(site.page("all")).isEqualTo("done");
    assertThat(site.page("page")).isEqualTo("<b>4</b>");
  }

  @Test
  void fragment_isNotKept_whenItsTagIsInvalidatedWhileItIsMade() {
    site.model.put("shop", new Shop(site.caches));
    String text =
        "<b cache:fragment='outer'><i cache:fragment='a' cache:tags='price'>"
            + "[[${shop.price()}]]</i>[[${count.next()}]]</b>";
    assertThat(page(text)).as("what was read before the change").isEqualTo("<b><i>1</i>1</b>");
    assertThat(page(text)).isEqualTo("<b><i>2</i>2</b>");
    assertThat(page(text)).isEqualTo("<b><i>2</i>2</b>");
  }

  @Test
  void rolledBackTransaction_costsARendering_andChangesNothing() {
    Prices prices = new Prices();
    site.model.put("prices", prices);
    String text = "<b cache:fragment='a' cache:tags='price'>[[${prices.read()}]]</b>";
    assertThat(page(text) + page(text)).isEqualTo("<b>1</b><b>1</b>");
    prices.write(2);
    site.caches.invalidateTags("price");
    prices.rollBack();
    assertThat(page(text) + page(text)).isEqualTo("<b>1</b><b>1</b>");
    assertThat(prices.reads).isEqualTo(2);
  }

  @Test
  void invalidation_belongsBehindTheCommit() {
    Prices prices = new Prices();
    site.model.put("prices", prices);
    String text = "<b cache:fragment='a' cache:tags='price'>[[${prices.read()}]]</b>";
    assertThat(page(text)).isEqualTo("<b>1</b>");
    prices.write(2);
    site.caches.invalidateTags("price");
    assertThat(page(text)).as("what is committed").isEqualTo("<b>1</b>");
    prices.commit();
    assertThat(page(text)).as("made before the commit").isEqualTo("<b>1</b>");
    site.caches.invalidateTags("price");
    assertThat(page(text)).isEqualTo("<b>2</b>");
  }

  /** Has a price that changes, by another one's hand, just after it was read for the first time. */
  public static final class Shop {
    private final Caches caches;
    private int price = 1;

    Shop(Caches caches) {
      this.caches = caches;
    }

    /** Returns the price. */
    public int price() {
      int read = price;
      if (read == 1) {
        price = 2;
        caches.invalidateTags("price");
      }
      return read;
    }
  }

  /** A database with one number, in which others see what is committed. */
  public static final class Prices {
    private int committed = 1;
    private int written = 1;
    private int reads;

    /** Returns the number that is committed. */
    public int read() {
      reads++;
      return committed;
    }

    void write(int value) {
      written = value;
    }

    void commit() {
      committed = written;
    }

    void rollBack() {
      written = committed;
    }
  }
}
