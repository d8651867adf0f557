// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the pages of a servlet cached, as a rule {@code cachelet.page.NAME.*} has. A rule in the
 * settings that matches the request goes first.
 *
 * <pre>{@code
 * @CachePage(ttl = "15m", staleWhileRevalidate = "1h", varyBy = "locale", tags = "catalog")
 * @WebServlet("/catalog")
 * public class CatalogServlet extends HttpServlet
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CachePage {
  /**
   * How long a page is fresh, such as {@code 30s}, {@code 10m} or {@code 2h}; if empty, only what
   * the response's own Cache-Control or Expires allows is stored.
   */
  String ttl() default "";

  /** How long after that a page is still served while a new one is made (RFC 5861 section 3). */
  String staleWhileRevalidate() default "0s";

  /** How long after that a page is still served when making one fails (RFC 5861 section 4). */
  String staleIfError() default "0s";

  /** The inputs by whose values personal pages may be kept apart, such as {@code role:admin}. */
  String[] varyBy() default {};

  /** The tags by which the pages can be invalidated, beside those that the application adds. */
  String[] tags() default {};
}
