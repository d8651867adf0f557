// SPDX-License-Identifier: Apache-2.0
/** The application that is deployed into each container. */
@NullMarked
package org.cachelet.test.matrix.site;

import org.jspecify.annotations.NullMarked;
