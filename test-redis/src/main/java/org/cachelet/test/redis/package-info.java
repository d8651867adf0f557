// SPDX-License-Identifier: Apache-2.0
/** Real Redis servers, sentinels, clusters and bad networks on this machine, for tests. */
@NullMarked
package org.cachelet.test.redis;

import org.jspecify.annotations.NullMarked;
