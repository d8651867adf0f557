// SPDX-License-Identifier: Apache-2.0
/** What benchmarks measure, how it stands to what is asked, and the machine it was measured on. */
@NullMarked
package org.cachelet.bench.figure;

import org.jspecify.annotations.NullMarked;
