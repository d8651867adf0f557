// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Locale;

/** The accounts that the login page offers; each password is the login itself. */
public enum DemoAccount {
  ALICE(
      "Alice",
      false,
      "600000:J3A9sjukO4unHmvQPW9nVw==:LDsdpaR+9UHKbgrt4/+SdATMOJERjpSvmMGKhnLb1dg="),
  BOB("Bob", false, "600000:4mcvm5aVDWaOcas3/33/aw==:ftyDdV0kdBysJf5/ne1X2TgIfOIGAgiPGTAgBCbepVU="),
  ADMIN(
      "Admin",
      true,
      "600000:mkYU+92dYNTvvZ5OXqgkvA==:g/IW1+DSmY/OB7ZoSso3JXtn9b35TTDLPN+m8jQk77g=");

  private final String shown;
  private final boolean admin;
  private final String passwordHash;

  DemoAccount(String shown, boolean admin, String passwordHash) {
    this.shown = shown;
    this.admin = admin;
    this.passwordHash = passwordHash;
  }

  /** Returns the login, which is also the password. */
  public String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name that other visitors see. */
  public String shown() {
    return shown;
  }

  /** Returns whether the account may change prices. */
  public boolean admin() {
    return admin;
  }

  /** Returns the password as {@link Passwords} keeps it; made beforehand, for it takes long. */
  String passwordHash() {
    return passwordHash;
  }
}
