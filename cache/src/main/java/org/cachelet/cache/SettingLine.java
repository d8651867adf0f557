// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * One key and its value as somebody wrote them.
 *
 * @param where what a message begins with: file and line, or another source
 * @param key the key in its notation
 * @param notation how the key is written
 * @param text the value, not read yet
 */
record SettingLine(String where, String key, SettingNotation notation, String text) {}
