// SPDX-License-Identifier: Apache-2.0
/** Values to bytes and back, safe with bytes that anybody may have written. */
@NullMarked
package org.cachelet.codec;

import org.jspecify.annotations.NullMarked;
