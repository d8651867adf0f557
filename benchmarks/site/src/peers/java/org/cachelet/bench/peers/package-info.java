// SPDX-License-Identifier: Apache-2.0
/** What one would use instead of Cachelet; compiled only for a run of the bench. */
@NullMarked
package org.cachelet.bench.peers;

import org.jspecify.annotations.NullMarked;
