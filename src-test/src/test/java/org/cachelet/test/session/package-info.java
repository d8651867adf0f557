// SPDX-License-Identifier: Apache-2.0
/** Sessions on several nodes while Redis, the network or a node fails. */
@NullMarked
package org.cachelet.test.session;

import org.jspecify.annotations.NullMarked;
