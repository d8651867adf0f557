// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletContext;
import jakarta.servlet.jsp.PageContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A JSP as it was translated: its sources, those of its static includes and tag files, and the
 * places of tags in it. Thread-safe.
 */
final class Template {
  private static final Map<Class<?>, Template> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>()); // a page that changed has a new class
  private static final String JASPER = "org.apache.jsp.";
  private static final Pattern MANGLED = Pattern.compile("_([0-9a-f]{4})|_");

  private final ServletContext context;
  private final String name;
  private final Set<String> files;
  private final @Nullable String classDigest;
  private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

  private Template(ServletContext context, Object page) {
    this.context = context;
    String path = pathOf(page.getClass().getName());
    boolean hasSource = TemplateSources.exists(context, path);
    name = hasSource ? path : page.getClass().getName();
    files = dependants(page);
    files.add(path);
    classDigest = hasSource ? null : digestOf(page.getClass());
  }

  /** Returns the page that is executed. */
  static Template of(PageContext page) {
    Object servlet = page.getPage();
    Template known = KNOWN.get(servlet.getClass());
    if (known == null) {
      known = new Template(page.getServletContext(), servlet);
      KNOWN.put(servlet.getClass(), known);
    }
    return known;
  }

  /** Returns the path of the page, or its class if its source is not there. */
  String name() {
    return name;
  }

  /**
   * Returns the place of a tag.
   *
   * @param id which the container gave to the tag; the same for each use, another on each node
   * @param part what tells tags with the same number apart
   */
  Place place(String id, String part) {
    String key = id + ' ' + part;
    Place known = places.get(key);
    if (known == null) {
      String number = id.substring(id.lastIndexOf('_') + 1);
      known = places.computeIfAbsent(key, k -> new Place(this, number + ' ' + part));
    }
    return known;
  }

  /** Returns the sources together with further files. */
  TemplateSources sourcesWith(Set<String> included) {
    TemplateSources sources = new TemplateSources(context);
    files.forEach(sources::add);
    included.forEach(sources::add);
    return sources;
  }

  /** Returns what stands for the class where the source is not there; else nothing. */
  String classDigest() {
    return classDigest == null ? "" : classDigest;
  }

  /** Returns the source of the page, without that of its includes; empty if it is not there. */
  String text() {
    return new TemplateSources(context).text(name);
  }

  /** Returns whether the application has a file under this path. */
  boolean hasFile(String path) {
    return TemplateSources.exists(context, path);
  }

  private static Set<String> dependants(Object page) {
    Set<String> paths = new TreeSet<>();
    try {
      // org.apache.jasper.runtime.JspSourceDependent, which this is not compiled against
      Object found = page.getClass().getMethod("getDependants").invoke(page);
      if (found instanceof Map<?, ?> byPath) {
        byPath.keySet().forEach(path -> paths.add(String.valueOf(path)));
      }
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return paths; // made by something else than Jasper
    }
    return paths;
  }

  /** Returns the path whose page Jasper gives this class, or a text that is no path. */
  private static String pathOf(String className) {
    if (!className.startsWith(JASPER)) {
      return className;
    }
    String mangled = className.substring(JASPER.length()).replace('.', '/');
    Matcher codes = MANGLED.matcher(mangled);
    return '/'
        + codes.replaceAll(
            code ->
                Matcher.quoteReplacement(
                    code.group(1) == null
                        ? "."
                        : String.valueOf((char) Integer.parseInt(code.group(1), 16))));
  }

  private static String digestOf(Class<?> page) {
    String name = page.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = page.getResourceAsStream(file)) {
      return in == null ? name : DigestUtils.sha256Hex(in);
    } catch (IOException e) {
      return name;
    }
  }
}
