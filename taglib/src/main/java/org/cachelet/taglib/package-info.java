// SPDX-License-Identifier: Apache-2.0
/** Fragment caching as JSP tags. */
@NullMarked
package org.cachelet.taglib;

import org.jspecify.annotations.NullMarked;
