// SPDX-License-Identifier: Apache-2.0
/** The demo on two servers that get another release, one after the other, while it is in use. */
@NullMarked
package org.cachelet.test.rolling;

import org.jspecify.annotations.NullMarked;
