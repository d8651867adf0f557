// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Instant;

/**
 * What the decision to store needs to know of a response.
 *
 * @param status the status code
 * @param fields all its fields, as they stood when it was complete
 * @param received when it was complete
 */
public record ResponseFacts(int status, HttpFields fields, Instant received) {}
