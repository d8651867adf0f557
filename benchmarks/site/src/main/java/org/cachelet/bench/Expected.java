// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

/**
 * What a connection asks for, and what it must get each time.
 *
 * @param request all its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Expected(byte[] request, int status, byte[] body) {}
