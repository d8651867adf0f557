// SPDX-License-Identifier: Apache-2.0
/** The documentation, held against what it speaks of. */
@NullMarked
package org.cachelet.test.docs;

import org.jspecify.annotations.NullMarked;
