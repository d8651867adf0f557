// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * A session that was only looked at.
 *
 * @param isAlive whether it has not expired
 * @param fields all of them
 */
record Peeked(boolean isAlive, StoredFields fields) {}
