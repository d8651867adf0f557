// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

/** Told of each product that was changed. */
record ProductChanged(long id) {}
