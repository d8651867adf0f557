// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The text of a body that may be none, which reports the first character that is read of it. */
final class RecordingReader extends BufferedReader {
  RecordingReader(Reader body, Ledger ledger) {
    super(new Reporting(body, ledger));
  }

  private static final class Reporting extends FilterReader {
    private final Ledger ledger;

    Reporting(Reader body, Ledger ledger) {
      super(body);
      this.ledger = ledger;
    }

    @Override
    public int read() throws IOException {
      return reported(super.read());
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
      return reported(super.read(characters, offset, length));
    }

    private int reported(int read) {
      if (read >= 0) {
        ledger.forbid(RecordingBody.REFUSAL);
      }
      return read;
    }
  }
}
