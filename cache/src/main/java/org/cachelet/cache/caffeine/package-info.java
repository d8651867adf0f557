// SPDX-License-Identifier: Apache-2.0
/** The store that keeps entries in this process, on Caffeine. */
@NullMarked
package org.cachelet.cache.caffeine;

import org.jspecify.annotations.NullMarked;
