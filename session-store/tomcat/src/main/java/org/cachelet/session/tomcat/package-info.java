// SPDX-License-Identifier: Apache-2.0
/** Sessions in Redis for Tomcat 10.1 and 11, as a session manager of its own kind. */
@NullMarked
package org.cachelet.session.tomcat;

import org.jspecify.annotations.NullMarked;
