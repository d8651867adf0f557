// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;

/**
 * How much the pages of a rule may take.
 *
 * @param body the largest body that is held back and stored, in bytes
 * @param variants how many variants of one page are stored
 * @param entries how many pages and variants are stored in an hour
 * @param unknownQueries how many pages are stored in an hour whose query has a parameter that the
 *     application was never seen to ask for
 * @param renderings how many pages are made at the same time, 0 for any number
 * @param renderingWait how long a request waits for its turn
 */
record PageBounds(
    int body,
    int variants,
    int entries,
    int unknownQueries,
    int renderings,
    Duration renderingWait) {}
