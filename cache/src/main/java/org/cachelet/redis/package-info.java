// SPDX-License-Identifier: Apache-2.0
/** A connection to Redis or Valkey over Redisson that never makes a caller wait long. */
@NullMarked
package org.cachelet.redis;

import org.jspecify.annotations.NullMarked;
