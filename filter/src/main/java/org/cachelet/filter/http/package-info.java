// SPDX-License-Identifier: Apache-2.0
/** The HTTP rules of a shared cache inside a container, free of the servlet API. */
@NullMarked
package org.cachelet.filter.http;

import org.jspecify.annotations.NullMarked;
