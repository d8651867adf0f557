// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.cachelet.session.jetty;

import org.jspecify.annotations.NullMarked;
