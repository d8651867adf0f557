// SPDX-License-Identifier: Apache-2.0
/** The server that runs the shop by itself; not part of the WAR. */
@NullMarked
package org.cachelet.demo.server;

import org.jspecify.annotations.NullMarked;
