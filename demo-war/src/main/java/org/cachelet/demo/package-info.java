// SPDX-License-Identifier: Apache-2.0
/** A small shop on a real database, written the way shops are written, to be put behind a cache. */
@NullMarked
package org.cachelet.demo;

import org.jspecify.annotations.NullMarked;
