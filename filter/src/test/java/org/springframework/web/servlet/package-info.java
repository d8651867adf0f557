// SPDX-License-Identifier: Apache-2.0
/** A stand-in with the name that the filter knows. */
@NullMarked
package org.springframework.web.servlet;

import org.jspecify.annotations.NullMarked;
