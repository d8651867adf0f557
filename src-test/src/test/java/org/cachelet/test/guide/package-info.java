// SPDX-License-Identifier: Apache-2.0
/** The guides of the documentation, followed as their readers do. */
@NullMarked
package org.cachelet.test.guide;

import org.jspecify.annotations.NullMarked;
