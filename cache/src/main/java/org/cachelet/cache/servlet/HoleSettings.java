// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import java.util.List;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;

/** The settings of holes in cached content. */
public final class HoleSettings implements SettingGroup {
  static final Setting<String> CSRF_ATTRIBUTE =
      Setting.of(
          "cachelet.hole.csrf-attribute",
          SettingType.text(),
          "_csrf",
          "The attribute of request or session that holds the CSRF token, or an object with its"
              + " getToken.");

  static final Setting<String> NONCE_ATTRIBUTE =
      Setting.of(
          "cachelet.hole.nonce-attribute",
          SettingType.text(),
          "nonce",
          "The request attribute that holds the nonce of the content security policy.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(CSRF_ATTRIBUTE, NONCE_ATTRIBUTE);
  }
}
