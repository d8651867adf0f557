// SPDX-License-Identifier: Apache-2.0
/** The core in a servlet container. */
@NullMarked
package org.cachelet.cache.servlet;

import org.jspecify.annotations.NullMarked;
