// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

final class StateLogTest {
  private final System.Logger sink = mock();
  private long nanos;
  private final StateLog log = new StateLog(sink, () -> nanos);

  private void passSeconds(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    log.update();
  }

  @Test
  void log_hasALineForEachChange() {
    log.wrong("down");
    passSeconds(60);
    log.well("up");
    passSeconds(60);
    log.wrong("down again");

    InOrder order = inOrder(sink);
    order.verify(sink).log(Level.WARNING, "down");
    order.verify(sink).log(Level.INFO, "up");
    order.verify(sink).log(Level.WARNING, "down again");
    verifyNoMoreInteractions(sink);
  }

  @Test
  void log_hasOneLineOfAKindInTenSeconds_whenTheStateFlaps() {
    for (int i = 0; i < 9; i++) {
      log.wrong("down " + i);
      log.well("up " + i);
      passSeconds(1);
    }
    verify(sink).log(Level.WARNING, "down 0");
    verify(sink).log(Level.INFO, "up 0");
    verifyNoMoreInteractions(sink);
  }

  @Test
  void log_hasALateLine_whenAChangeHolds() {
    log.wrong("down");
    log.well("up");
    passSeconds(9);
    log.wrong("down for good");
    verify(sink, never()).log(Level.WARNING, "down for good");
    passSeconds(1);
    verify(sink).log(Level.WARNING, "down for good");
    passSeconds(60);
    verify(sink).log(Level.WARNING, "down");
    verify(sink).log(Level.INFO, "up");
    verifyNoMoreInteractions(sink);
  }

  @Test
  void log_hasNoLine_whenItHasEnded() {
    log.end();
    log.wrong("down");
    passSeconds(60);
    verifyNoMoreInteractions(sink);
  }
}
