// SPDX-License-Identifier: Apache-2.0
/** The code that the documentation shows, run. */
@NullMarked
package org.cachelet.test.snippets;

import org.jspecify.annotations.NullMarked;
