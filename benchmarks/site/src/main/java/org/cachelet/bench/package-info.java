// SPDX-License-Identifier: Apache-2.0
/** Servers with and without Cachelet, and with its peers, under load on one machine. */
@NullMarked
package org.cachelet.bench;

import org.jspecify.annotations.NullMarked;
