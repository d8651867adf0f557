// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * What happened to the sessions of an application on this node since it began.
 *
 * @param found sessions that Redis had for an id
 * @param missing ids of the right form without a session: it has ended, expired or got lost, or
 *     somebody guesses
 * @param created sessions stored for the first time
 * @param ended sessions ended by the application
 * @param endedByAdmin sessions ended from outside, as by a log-out everywhere
 * @param endedForLimit sessions ended since their user had too many
 * @param expired sessions whose listeners were told that nobody has used them for too long
 * @param requests requests that used a session
 * @param saved times that something was written; where a request changes nothing, nothing is
 * @param dropped times that something was not written, since the session had ended or had got
 *     another id elsewhere
 * @param conflicts attempts to compute an attribute that another request came before
 * @param unreadable attributes whose bytes could not be read
 * @param outages sessions that could not be read or written, since Redis did not answer: requests
 *     that got 503, unless settings say otherwise
 * @param nearUses requests served in an outage with the copy of this node
 * @param lost changes that were tried again after an outage and given up
 * @param pending changes that are being tried again now
 * @param near sessions that this node has copies of now
 */
public record SessionStatistics(
    long found,
    long missing,
    long created,
    long ended,
    long endedByAdmin,
    long endedForLimit,
    long expired,
    long requests,
    long saved,
    long dropped,
    long conflicts,
    long unreadable,
    long outages,
    long nearUses,
    long lost,
    long pending,
    long near) {}
