// SPDX-License-Identifier: Apache-2.0
/** The page cache as a servlet filter. */
@NullMarked
package org.cachelet.filter;

import org.jspecify.annotations.NullMarked;
