// SPDX-License-Identifier: Apache-2.0
/** The application that the tests deploy; runs in the containers, not in the tests. */
@NullMarked
package org.cachelet.test.app;

import org.jspecify.annotations.NullMarked;
