// SPDX-License-Identifier: Apache-2.0
/** Tests of sessions on real servers. */
@NullMarked
package org.cachelet.session.tomcat;

import org.jspecify.annotations.NullMarked;
