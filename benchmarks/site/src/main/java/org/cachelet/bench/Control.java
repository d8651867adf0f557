// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Talks with the bench over the standard streams of a server's process: it says its port, then
 * answers questions, and ends with its input. Thread-safe.
 */
public final class Control {
  /** How a line begins that is for the bench, and not from a library. */
  static final String MARK = "bench:";

  /** Asks how many bytes all threads have allocated. */
  static final String ALLOCATED = "allocated";

  /** Asks for how many milliseconds its compilers have worked. */
  static final String COMPILED = "compiled";

  /** Asks how many pages the application has made. */
  static final String RENDERED = "rendered";

  private static final AtomicLong RENDERINGS = new AtomicLong();

  private Control() {}

  /** Counts a page that the application has made. */
  public static void rendered() {
    RENDERINGS.incrementAndGet();
  }

  /** Says where the server listens, and answers until the bench closes the input. */
  public static void serve(int port) throws IOException {
    serve(port, () -> {});
  }

  /** Does the same, and something at the end. */
  static void serve(int port, Runnable end) throws IOException {
    say(port);
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      say(answer(line));
    }
    end.run();
    Profile.write();
    Runtime.getRuntime().halt(0); // nothing is kept, so nothing needs an end
  }

  private static long answer(String question) {
    return switch (question) {
      case ALLOCATED -> allocated();
      case COMPILED -> ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
      default -> RENDERINGS.get();
    };
  }

  private static void say(long number) {
    System.out.println(MARK + number);
    System.out.flush();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0) // -1 is a thread that has ended
        .sum();
  }
}
