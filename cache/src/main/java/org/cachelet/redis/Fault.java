// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.redisson.RedissonShutdownException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisTimeoutException;

/**
 * Why a command failed.
 *
 * @param kind what follows from it
 * @param reason one line for logs, without parameters of commands
 */
record Fault(Kind kind, String reason) {
  private static final String NO_REPLY = "no reply";
  private static final int LONGEST_REASON = 200;

  /** What Redisson appends to the words of the server, parameters among it. */
  private static final Pattern FOR_DEVELOPERS =
      Pattern.compile("\\.? ((channel|command|params): |Increase nettyThreads).*", Pattern.DOTALL);

  private static final Pattern SERVER_REFUSES =
      Pattern.compile("(LOADING|NOAUTH|WRONGPASS|CLUSTERDOWN|MASTERDOWN|BUSY)\\b");
  private static final Pattern NOT_LOGGED_IN = Pattern.compile("(NOAUTH|WRONGPASS)\\b");
  private static final Pattern COMMAND_REFUSED =
      Pattern.compile("(-?OOM|READONLY|MISCONF|NOPERM|NOREPLICAS)\\b");
  private static final Pattern ERROR_REPLY = Pattern.compile("[A-Z]{3,} ");

  /** What follows from a fault. */
  enum Kind {
    /** The server was not reached, or did not answer in time. */
    UNREACHABLE("cannot be reached"),
    /** The server refuses all commands for now. */
    SERVER_REFUSES("refuses all commands"),
    /** The server refuses commands such as this one. */
    COMMAND_REFUSED("refuses commands"),
    /** The server works, and has replied that this command is wrong. */
    ANSWERED("replies with an error"),
    /** The reply could not be understood: the next ones may be for other commands. */
    UNREADABLE("sends what cannot be read");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns what follows "Redis at 127.0.0.1:6379". */
    String words() {
      return words;
    }
  }

  /** Returns that there was no reply in time. */
  static Fault late(long millis) {
    return new Fault(Kind.UNREACHABLE, "no reply in " + millis + " ms");
  }

  /** Returns what an exception of Redisson means. */
  static Fault of(Throwable thrown) {
    Throwable failure = thrown;
    while (isWrapping(failure) && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return new Fault(kindOf(failure), reasonOf(failure));
  }

  private static boolean isWrapping(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure instanceof RedisException;
  }

  /** Returns whether nothing came back, from whatever is there. */
  boolean isSilence() {
    return reason.equals(NO_REPLY);
  }

  private static Kind kindOf(Throwable failure) {
    String message = messageOf(failure);
    if (SERVER_REFUSES.matcher(message).lookingAt()) {
      return Kind.SERVER_REFUSES;
    }
    if (COMMAND_REFUSED.matcher(message).lookingAt()) {
      return Kind.COMMAND_REFUSED;
    }
    if (failure instanceof RedisException && ERROR_REPLY.matcher(message).lookingAt()) {
      return Kind.ANSWERED;
    }
    return isUnreachable(failure) ? Kind.UNREACHABLE : Kind.UNREADABLE;
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof RedisException
        || failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof CancellationException
        || failure instanceof RejectedExecutionException
        || failure instanceof RedissonShutdownException;
  }

  private static String reasonOf(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return NO_REPLY;
    }
    if (failure instanceof RedisTimeoutException) { // its message is for developers of Redisson
      return failure instanceof RedisResponseTimeoutException ? NO_REPLY : "no connection in time";
    }
    String line =
        FOR_DEVELOPERS.matcher(messageOf(failure)).replaceFirst("").lines().findFirst().orElse("");
    String reason =
        line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
    return NOT_LOGGED_IN.matcher(reason).lookingAt()
        ? reason.replaceFirst("\\.$", "") + "; check user and password in its URL"
        : reason;
  }

  private static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isEmpty() || failure instanceof Error) {
      return failure.toString();
    }
    return failure instanceof RedisOutOfMemoryException ? "OOM " + message : message;
  }
}
