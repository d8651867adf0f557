// SPDX-License-Identifier: Apache-2.0
/** What sessions do on two nodes without stickiness, as tests for each way to hand them out. */
@NullMarked
package org.cachelet.session.contract;

import org.jspecify.annotations.NullMarked;
