// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * What was sold in all.
 *
 * @param orders how many orders there were
 * @param total what they cost together
 */
public record Turnover(int orders, Price total) {}
