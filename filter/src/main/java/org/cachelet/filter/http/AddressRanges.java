// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Addresses of peers, such as those of proxies. Immutable, hence thread-safe. */
public final class AddressRanges {
  private final List<AddressRange> ranges;

  private AddressRanges(List<AddressRange> ranges) {
    this.ranges = ranges;
  }

  /**
   * Returns the addresses such as {@code 10.0.0.1} and {@code ::1} and those of blocks such as
   * {@code 10.0.0.0/8} and {@code fd00::/8}.
   *
   * @throws IllegalArgumentException if one has another form; names are not resolved
   */
  public static AddressRanges of(Collection<String> ranges) {
    return new AddressRanges(ranges.stream().map(AddressRange::parse).toList());
  }

  /** Returns whether there are no addresses. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Returns whether a peer is among them; one whose address is not a literal never is. */
  public boolean contains(String address) {
    Optional<byte[]> bytes = IpAddress.parse(address);
    return bytes.isPresent() && ranges.stream().anyMatch(range -> range.contains(bytes.get()));
  }
}
