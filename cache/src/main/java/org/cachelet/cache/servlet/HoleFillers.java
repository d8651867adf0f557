// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.OnError;

/**
 * Who fills the holes of a web application, by their kind: values and paths from the start,
 * templates as soon as their engine is there. Thread-safe.
 */
public final class HoleFillers {
  private static final String ATTRIBUTE = HoleFillers.class.getName();

  private final ConcurrentMap<String, ServletHoleFiller> fillers = new ConcurrentHashMap<>();
  private final CalmLog failures;

  private HoleFillers(ServletContext context) {
    failures =
        new CalmLog(System.getLogger(ATTRIBUTE), InstantSource.system(), Duration.ofMinutes(1));
    fillers.put(Hole.VALUE, new ValueHole(HoleValues.of(context)));
    fillers.put(Hole.PATH, new PathHole());
  }

  /**
   * Returns the fillers of a web application.
   *
   * @throws org.cachelet.cache.SettingsException if its settings are wrong
   */
  public static HoleFillers of(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof HoleFillers known) {
      return known; // as each request but the first finds it
    }
    synchronized (HoleFillers.class) {
      if (context.getAttribute(ATTRIBUTE) instanceof HoleFillers there) {
        return there;
      }
      HoleFillers made = new HoleFillers(context);
      context.setAttribute(ATTRIBUTE, made);
      return made;
    }
  }

  /** Adds who fills a kind, unless somebody does. */
  public void register(String kind, ServletHoleFiller filler) {
    fillers.putIfAbsent(kind, filler);
  }

  /** Returns whether somebody fills holes of a kind by now. */
  public boolean knows(String kind) {
    return fillers.containsKey(kind);
  }

  /** Returns who fills holes for one request. */
  public HoleFiller forRequest(HttpServletRequest request, HttpServletResponse response) {
    return (hole, out) -> fill(hole, request, response, out);
  }

  /**
   * Writes what stands in a hole for a request: all of it, or nothing.
   *
   * @throws IOException if it cannot be written; or made, unless {@link Hole#onError} says
   *     otherwise
   */
  public void fill(Hole hole, HttpServletRequest request, HttpServletResponse response, Writer out)
      throws IOException {
    Dependencies.current().refuse("the hole " + named(hole) + " was filled in it");
    StringWriter filled = new StringWriter();
    try {
      filler(hole).fill(hole, request, response, filled);
    } catch (IOException | ServletException | RuntimeException e) {
      if (hole.onError() == OnError.FAIL) {
        throw e instanceof IOException io ? io : new IOException("hole " + named(hole), e);
      }
      failures.warn("hole " + named(hole), "hole " + named(hole) + " failed, it stays empty", e);
      return;
    }
    out.append(filled.getBuffer());
  }

  private ServletHoleFiller filler(Hole hole) throws IOException {
    ServletHoleFiller filler = fillers.get(hole.kind());
    if (filler == null) {
      throw new IOException(
          "nobody fills the hole "
              + named(hole)
              + ", known kinds are "
              + String.join(", ", new TreeSet<>(fillers.keySet())));
    }
    return filler;
  }

  private static String named(Hole hole) {
    return hole.kind() + ' ' + hole.target();
  }
}
