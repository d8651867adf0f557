// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Objects;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.HoleValues;
import org.cachelet.cache.servlet.ServletCaches;

/**
 * The parts of the shop that its pages work with; one per web application.
 *
 * @param catalog departments, products and stock
 * @param reviews what customers wrote
 * @param accounts who may log in
 * @param purchases what was ordered
 * @param views how often products were looked at
 * @param templates what pages are drawn with
 * @param changes who is told what has changed
 * @param clock what time it is
 */
record Shop(
    Catalog catalog,
    Reviews reviews,
    Accounts accounts,
    Purchases purchases,
    Views views,
    Templates templates,
    Changes changes,
    InstantSource clock) {
  private static final String ATTRIBUTE = Shop.class.getName();

  /** Opens the shop of a web application on a database that is filled. */
  static void open(ServletContext context, Database database) {
    Caches caches = caches(context);
    Shop shop =
        new Shop(
            new Catalog(database),
            new Reviews(database),
            new Accounts(database),
            new Purchases(database, InstantSource.system(), caches.cache("figures")),
            new Views(caches.cache("views")),
            new Templates(context),
            new Changes(caches),
            InstantSource.system());
    HoleValues.of(context).put("greeting", Shop::greeting);
    context.setAttribute(ATTRIBUTE, shop);
  }

  private static String greeting(HttpServletRequest request) {
    String hello = Language.of(request) == Language.DE ? "Hallo" : "Hello";
    String name = request.getRemoteUser();
    return name == null ? hello + "." : hello + ", " + name + ".";
  }

  /** Makes the caches of the settings, as they would make themselves, with a listener. */
  private static Caches caches(ServletContext context) {
    String path = context.getContextPath();
    Caches caches =
        Caches.builder()
            .settings(ServletCaches.settings(context))
            .application(path.isEmpty() ? "/" : path)
            .listener(new FragmentMeter())
            .build();
    ServletCaches.use(context, caches);
    return caches;
  }

  /** Returns the shop of a web application that has started. */
  static Shop of(ServletContext context) {
    return (Shop) Objects.requireNonNull(context.getAttribute(ATTRIBUTE), "the shop is not open");
  }
}
