// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * How a backend is, at one moment, as this node sees it.
 *
 * @param address where it is, without a password
 * @param isUp whether it is asked; if not, this node works without it until it answers again
 * @param failures calls that failed, since it was opened
 * @param rejected calls that were not made since the backend was not up
 */
public record BackendHealth(String address, boolean isUp, long failures, long rejected) {}
