// SPDX-License-Identifier: Apache-2.0
/** Cachelet as it is deployed: its jars in real containers, its demo in a browser. */
@NullMarked
package org.cachelet.test;

import org.jspecify.annotations.NullMarked;
