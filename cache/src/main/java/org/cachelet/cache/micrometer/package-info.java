// SPDX-License-Identifier: Apache-2.0
/** The counts of the caches as Micrometer meters; needs micrometer-core. */
@NullMarked
package org.cachelet.cache.micrometer;

import org.jspecify.annotations.NullMarked;
