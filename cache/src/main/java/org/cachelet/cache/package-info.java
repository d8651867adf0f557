// SPDX-License-Identifier: Apache-2.0
/** Named caches of content that knows what it depended on. */
@NullMarked
package org.cachelet.cache;

import org.jspecify.annotations.NullMarked;
