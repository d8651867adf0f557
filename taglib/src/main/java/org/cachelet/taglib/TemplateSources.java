// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The files that a page is made from, with their contents: the same on every node that has the same
 * files. Used by one thread.
 */
final class TemplateSources {
  /** What may name another file: in directives, in includes and imports of this and other tags. */
  private static final Pattern REFERENCE =
      Pattern.compile("\\b(?:file|page|path|url)\\s*=\\s*[\"']([^\"'<>${}#?;\\s]+)");

  private final ServletContext context;
  private final Map<String, String> digests = new TreeMap<>();

  TemplateSources(ServletContext context) {
    this.context = context;
  }

  /** Returns whether the application has a file under this path. */
  static boolean exists(ServletContext context, String path) {
    try {
      return path.startsWith("/") && !path.endsWith("/") && context.getResource(path) != null;
    } catch (MalformedURLException e) {
      return false;
    }
  }

  /** Adds a file and those that it names as a literal; nothing if there is none. */
  void add(String path) {
    byte[] bytes = digests.containsKey(path) ? null : read(path);
    if (bytes == null) {
      return;
    }
    digests.put(path, DigestUtils.sha256Hex(bytes));
    Matcher references = REFERENCE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (references.find()) {
      add(resolved(path, references.group(1)));
    }
  }

  /** Returns whether a file is among these. */
  boolean has(String path) {
    return digests.containsKey(path);
  }

  /** Returns what stands for all files and their contents. */
  String digest() {
    return DigestUtils.sha256Hex(digests.toString());
  }

  /** Returns the text of a file; empty if there is none. */
  String text(String path) {
    byte[] bytes = read(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private byte @Nullable [] read(String path) {
    if (!exists(context, path)) {
      return null;
    }
    try (InputStream in = context.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null; // a directory, in some containers
    }
  }

  private static String resolved(String from, String reference) {
    return reference.startsWith("/")
        ? reference
        : from.substring(0, from.lastIndexOf('/') + 1) + reference;
  }
}
