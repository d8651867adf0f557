// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.io.IOException;
import java.time.Duration;

/** A node of the site with pages in a JVM of its own. */
final class SiteProcess {
  private SiteProcess() {}

  /**
   * Starts one.
   *
   * @param redisUrl where its Redis is
   * @param sourcePort of the node that knows the versions of pages
   * @param delay how long it takes to make a page
   */
  static NodeProcess start(String redisUrl, int sourcePort, Duration delay) throws IOException {
    String millis = String.valueOf(delay.toMillis());
    return new NodeProcess(SiteProcess.class, redisUrl, String.valueOf(sourcePort), millis);
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Source source = Source.of(Integer.parseInt(arguments[1]));
    source.delay(Duration.ofMillis(Long.parseLong(arguments[2])));
    try (Node node = Node.start(source, Node.settings(arguments[0]))) {
      NodeProcess.serve(node.port());
    }
  }
}
