// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

/** Something to be sold. */
record Product(long id, long version, String name) {}
