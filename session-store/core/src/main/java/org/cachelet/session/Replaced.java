// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.Optional;

/**
 * What became of an attempt to replace a field.
 *
 * @param version the new one if it was replaced
 * @param value what is there now, if anything is
 */
record Replaced(Optional<SessionStore.Version> version, Optional<byte[]> value) {}
