// SPDX-License-Identifier: Apache-2.0
/** One application in many containers: what works in which. */
@NullMarked
package org.cachelet.test.matrix;

import org.jspecify.annotations.NullMarked;
