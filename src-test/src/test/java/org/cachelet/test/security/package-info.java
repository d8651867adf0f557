// SPDX-License-Identifier: Apache-2.0
/** Attacks on the page cache over raw sockets, in real containers. */
@NullMarked
package org.cachelet.test.security;

import org.jspecify.annotations.NullMarked;
