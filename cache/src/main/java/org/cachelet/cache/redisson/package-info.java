// SPDX-License-Identifier: Apache-2.0
/** What several nodes share over Redis, through Redisson: stores, the log, leases. */
@NullMarked
package org.cachelet.cache.redisson;

import org.jspecify.annotations.NullMarked;
