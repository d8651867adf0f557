// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of classes that may be made: one class with those nested in it, a package ({@code
 * com.acme.*}), or a package with all below it ({@code com.acme.**}).
 *
 * @param text the pattern as it was set
 */
record AllowPattern(String text) {
  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*(\\.\\*\\*?)?");

  private static final Set<String> EVERYBODY =
      Set.of("com.**", "org.**", "net.**", "io.**", "de.**", "dev.**", "edu.**", "jakarta.**");

  AllowPattern {
    String refusal = refusal(text);
    if (refusal != null) {
      throw new IllegalArgumentException(KryoCodec.ALLOW + "=" + text + ": " + refusal);
    }
  }

  /** Returns why this is no pattern that may be set, or null. */
  static @Nullable String refusal(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return "a pattern is a class name, or a package name followed by .* or .**";
    }
    if (EVERYBODY.contains(text)) {
      return "too broad; name your own package";
    }
    return DeniedTypes.reason(text);
  }

  /** Returns whether a class of this name may be made. */
  boolean matches(String name) {
    if (text.endsWith(".**")) {
      return name.startsWith(text.substring(0, text.length() - 2));
    }
    if (text.endsWith(".*")) {
      int dot = text.length() - 2;
      return name.lastIndexOf('.') == dot && name.startsWith(text.substring(0, dot));
    }
    return name.equals(text) || name.startsWith(text + "$");
  }
}
