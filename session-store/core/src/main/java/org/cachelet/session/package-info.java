// SPDX-License-Identifier: Apache-2.0
/** HTTP sessions in Redis or Valkey, free of any container. */
@NullMarked
package org.cachelet.session;

import org.jspecify.annotations.NullMarked;
