// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Another protocol, in which the server says hello and closes. */
public final class Greeting implements HttpUpgradeHandler {
  /** Makes one, as a container needs it. */
  public Greeting() {}

  @Override
  public void init(WebConnection connection) {
    try (connection) {
      connection.getOutputStream().write("hello".getBytes(US_ASCII));
      connection.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void destroy() {}
}
