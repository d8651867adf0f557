// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.function.Predicate;

/**
 * What a site declares to be without influence on its pages.
 *
 * @param parameters whether the query parameter of a name, such as {@code utm_source}, is taken out
 *     of the application's view
 * @param cookies whether the cookie of a name, such as {@code _ga}, is taken out of the
 *     application's view
 * @param attributes whether the request attribute of a name is bookkeeping of a framework, which
 *     the application sees, and which is not recorded
 */
record Ignored(
    Predicate<String> parameters, Predicate<String> cookies, Predicate<String> attributes) {}
