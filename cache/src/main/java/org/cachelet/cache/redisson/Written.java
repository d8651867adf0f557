// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

/**
 * An entry as it is sent to Redis.
 *
 * @param name what it is stored under
 * @param bytes its envelope
 * @param millis how long Redis keeps it; more than zero
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Written(String name, byte[] bytes, long millis) {}
