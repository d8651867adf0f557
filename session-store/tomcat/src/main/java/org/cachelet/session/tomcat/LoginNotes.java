// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.authenticator.SavedRequest;
import org.cachelet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The notes of Tomcat's form login while it is under way, shared with all nodes: what was asked for
 * before, and the id that was sent with the form. Thread-safe.
 */
final class LoginNotes {
  private static final String SAVED_REQUEST = "savedRequest";
  private static final String EXPECTED_ID = "expectedId";

  private final Session shared;
  private final Supplier<String> id;
  private final String cookieName;

  /**
   * Reads and writes the notes of a session.
   *
   * @param id the id as Tomcat compares it
   * @param cookieName the name of the cookie that ids are sent in, which is not saved
   */
  LoginNotes(Session shared, Supplier<String> id, String cookieName) {
    this.shared = shared;
    this.id = id;
    this.cookieName = cookieName;
  }

  /** Returns whether a note is one of these. */
  static boolean areNamed(String name) {
    return name.equals(Constants.FORM_REQUEST_NOTE) || name.equals(Constants.SESSION_ID_NOTE);
  }

  /** Returns one of these; null if it is not there. */
  @Nullable Object get(String name) {
    if (name.equals(Constants.FORM_REQUEST_NOTE)) {
      return shared.note(SAVED_REQUEST) instanceof Map<?, ?> values
          ? SavedRequests.of(values)
          : null;
    }
    Object expected = shared.note(EXPECTED_ID);
    return digest().equals(expected) ? id.get() : expected; // which is no id
  }

  /** Keeps a note, and returns whether it is one of these. */
  boolean set(String name, Object value) {
    if (value instanceof SavedRequest request) {
      shared.setNote(SAVED_REQUEST, SavedRequests.values(request, cookieName));
      return true;
    }
    if (name.equals(Constants.SESSION_ID_NOTE)) {
      shared.setNote(EXPECTED_ID, digest());
      return true;
    }
    return false;
  }

  /** Removes a note if it is one of these. */
  void remove(String name) {
    if (name.equals(Constants.FORM_REQUEST_NOTE)) {
      shared.setNote(SAVED_REQUEST, null);
    } else if (name.equals(Constants.SESSION_ID_NOTE)) {
      shared.setNote(EXPECTED_ID, null);
    }
  }

  /** Returns the names of those that are there, after others. */
  Iterator<String> names(Iterator<String> others) {
    Set<String> names = new LinkedHashSet<>();
    others.forEachRemaining(names::add);
    if (shared.note(SAVED_REQUEST) != null) {
      names.add(Constants.FORM_REQUEST_NOTE);
    }
    if (shared.note(EXPECTED_ID) != null) {
      names.add(Constants.SESSION_ID_NOTE);
    }
    return names.iterator();
  }

  /** Returns what tells whether the id is still the one of this moment, and does not tell it. */
  private String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha256.digest(shared.id().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
