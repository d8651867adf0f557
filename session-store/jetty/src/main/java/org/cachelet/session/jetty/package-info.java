// SPDX-License-Identifier: Apache-2.0
/** Sessions of Jetty in Redis. */
@NullMarked
package org.cachelet.session.jetty;

import org.jspecify.annotations.NullMarked;
