// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.guide;

/** A Jetty as it was unpacked. */
final class JettyStage implements Walkthrough.Stage {
  private int port;

  @Override
  public void prepare(int free) {
    port = free;
  }

  @Override
  public String adapted(String command) {
    boolean runs = command.contains("start.jar") && !command.contains("--add-modules");
    return runs ? command + " jetty.http.host=127.0.0.1 jetty.http.port=" + port : command;
  }
}
