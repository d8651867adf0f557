// SPDX-License-Identifier: Apache-2.0
/** Fragments of Thymeleaf templates that are made once. */
@NullMarked
package org.cachelet.thymeleaf;

import org.jspecify.annotations.NullMarked;
