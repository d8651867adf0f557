// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * How caches that are shared with other nodes are, at one moment, as this node sees it.
 *
 * @param backend how what they share is
 * @param isCurrent whether this node reads the invalidations of the others; if not, it uses no
 *     content for longer than is safe without
 * @param pending invalidations of this node that the others have not been told yet
 */
public record SharingHealth(BackendHealth backend, boolean isCurrent, int pending) {}
