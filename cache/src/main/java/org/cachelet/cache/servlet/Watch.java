// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/**
 * Reports to the fragment that is made on a thread what is read of one request, for all wrappers
 * around it. Costs next to nothing where none is made. Used by the threads of one request.
 */
final class Watch {
  private static final StackWalker STACK = StackWalker.getInstance();
  private static final String OWN = "org.cachelet.cache.servlet.Watch";
  private static final Pattern WRAPPER = Pattern.compile("Request(Wrapper)?$");

  /** What containers read of a request when they dispatch it; all else they read afterwards. */
  private static final Set<String> ADDRESS = Set.of("path", "query", "host", "scheme");

  private static final Set<String> OF_THE_WHOLE =
      Set.of(
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  /** What reads for itself: to find files, to copy a request, to learn what is wanted of it. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "org\\.apache\\.jasper\\.servlet\\.|org\\.apache\\.catalina\\.|org\\.eclipse\\.jetty\\."
              + "|org\\.apache\\.jasper\\.runtime\\.JspRuntimeLibrary\\.getContextRelativePath");

  /** What looks for the code that answers a method. */
  private static final Pattern DISPATCHER =
      Pattern.compile("jakarta\\.servlet\\.http\\.HttpServlet$|org\\.springframework\\.web\\.");

  /** The code of a JSP begins with a check of the method; its text is further down. */
  private static final int END_OF_METHOD_CHECK = 32;

  /** The thread on which a read is under way: wrappers below read more than was asked for. */
  private volatile @Nullable Thread reader;

  /** Whether the request was included or forwarded, so that containers read it for themselves. */
  private volatile boolean dispatched;

  private Watch() {}

  /** Returns the watch over a request: that of a wrapper below, if there is one. */
  static Watch of(ServletRequest request) {
    Watch watch = ofWrapperIn(request);
    DispatcherType type = request.getDispatcherType();
    if (type == DispatcherType.INCLUDE || type == DispatcherType.FORWARD) {
      watch.dispatched = true;
    }
    return watch;
  }

  private static Watch ofWrapperIn(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      if (wrapper instanceof WatchedMessage watched) {
        return watched.watch();
      }
      inner = wrapper.getRequest();
    }
    return new Watch();
  }

  /** Reads an input of which there is one only. */
  <T extends @Nullable Object> T read(String kind, Supplier<T> reading) {
    return read(kind, "", reading);
  }

  /** Reads for the page, or for the container, which does so for files and for words of its own. */
  <T extends @Nullable Object> T read(String kind, String name, Supplier<T> reading) {
    Dependencies part = Dependencies.currentPart();
    if (part == null || reader == Thread.currentThread()) {
      return reading.get();
    }
    reader = Thread.currentThread();
    try {
      if ((dispatched || ADDRESS.contains(kind)) && isReadByContainer()) {
        return unseen(reading);
      }
      part.read(new Input(kind, name));
      return reading.get();
    } finally {
      reader = null;
    }
  }

  /** Reads the method; those who are included ask whether it is GET to find the code to run. */
  String readMethod(Supplier<String> reading) {
    boolean isSearch =
        Dependencies.currentPart() != null
            && isSafe(unseen(reading))
            && reader().filter(Watch::findsCode).isPresent();
    return isSearch ? unseen(reading) : read("method", reading);
  }

  /** Returns whether nothing is submitted, so that it leads to the same code for everybody. */
  private static boolean isSafe(@Nullable String method) {
    return "GET".equals(method) || "HEAD".equals(method);
  }

  private static boolean findsCode(StackWalker.StackFrame frame) {
    return frame.getMethodName().equals("_jspService")
        ? frame.getByteCodeIndex() < END_OF_METHOD_CHECK
        : DISPATCHER.matcher(frame.getClassName()).lookingAt();
  }

  /**
   * Returns whether a field is as if it were not there. One that asks for a part of the response,
   * or for none if the client has it (RFC 9110 sections 13.1 and 14.2), is for the whole: in a
   * fragment an included file would be cut.
   */
  static boolean hides(String field) {
    return OF_THE_WHOLE.contains(field) && Dependencies.currentPart() != null;
  }

  /** Reads something that makes no difference to what is being made. */
  static <T extends @Nullable Object> T unseen(Supplier<T> reading) {
    Dependencies.Scope nobody = Dependencies.ignoring();
    try {
      return reading.get();
    } finally {
      nobody.close();
    }
  }

  private static boolean isReadByContainer() {
    return reader()
        .map(frame -> frame.getClassName() + '.' + frame.getMethodName())
        .filter(method -> CONTAINER.matcher(method).lookingAt())
        .isPresent();
  }

  private static Optional<StackWalker.StackFrame> reader() {
    return STACK.walk(frames -> frames.filter(Watch::isOutside).findFirst());
  }

  private static boolean isOutside(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    return !type.startsWith(OWN) && !WRAPPER.matcher(type).find();
  }

  /** Reports that an input was read, if a fragment is being made. */
  static void report(String kind, String name) {
    Dependencies part = Dependencies.currentPart();
    if (part != null) {
      part.read(new Input(kind, name));
    }
  }

  /** Reports that something of the visitor was read by which no fragment can vary. */
  static void reportPersonal(String what) {
    Dependencies part = Dependencies.currentPart();
    if (part != null) {
      part.refuse(what + " was read in a fragment, which cannot vary by it");
    }
  }

  /** Reports a change that is not made again when the fragment is used. */
  static void reportChange(String what) {
    Dependencies part = Dependencies.currentPart();
    if (part != null) {
      part.keepUnique(what + " in it");
    }
  }
}
