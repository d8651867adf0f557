// SPDX-License-Identifier: Apache-2.0
/** What visitors see while Redis, the network or a node fails: faults under load, as figures. */
@NullMarked
package org.cachelet.test.fault;

import org.jspecify.annotations.NullMarked;
