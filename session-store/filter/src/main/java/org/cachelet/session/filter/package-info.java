// SPDX-License-Identifier: Apache-2.0
/** Sessions in Redis for any servlet container: one filter, first of all. */
@NullMarked
package org.cachelet.session.filter;

import org.jspecify.annotations.NullMarked;
