// SPDX-License-Identifier: Apache-2.0
/** Measures the parts of Cachelet and holds them against goals. */
@NullMarked
package org.cachelet.bench.parts;

import org.jspecify.annotations.NullMarked;
