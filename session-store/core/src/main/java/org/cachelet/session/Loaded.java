// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * A session as Redis has it.
 *
 * @param version raised with each change
 * @param accessed when it was used last before, in ms; may be older by the touch interval
 * @param now the time of Redis in ms
 * @param fields none if the caller knows this version
 */
record Loaded(long version, long accessed, long now, StoredFields fields) {}
