// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.SQLException;

/** The database refused or did not answer. */
final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
