// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Pages that use a response in all the ways that applications do. */
final class SamplePages {
  private static final String TEXT = "Gr\u00fc\u00dfe, \u20ac 5";
  private static final String SMILE = "\ud83d\ude00";

  private final Map<String, Page> pages = new TreeMap<>();

  private SamplePages() {
    bodies();
    lengths();
    flushes();
    resets();
    answers();
    failures();
    dispatches();
    asynchronous();
    charsets();
    fields();
  }

  /** Returns all pages by name. */
  static Map<String, Page> all() {
    return new SamplePages().pages;
  }

  private void bodies() {
    pages.put("writer", (request, response) -> html(response).print("hello"));
    pages.put("stream", (request, response) -> response.getOutputStream().write(bytes("hello")));
    pages.put("empty", (request, response) -> {});
    pages.put("empty-with-type", (request, response) -> response.setContentType("text/html"));
    pages.put("untouched-writer", (request, response) -> html(response));
    pages.put(
        "writer-5-mb", (request, response) -> html(response).print("0123456789".repeat(500_000)));
    pages.put(
        "stream-5-mb",
        (request, response) -> {
          byte[] block = new byte[1000];
          Arrays.fill(block, (byte) 'x');
          for (int i = 0; i < 5000; i++) {
            response.getOutputStream().write(block);
          }
        });
    pages.put(
        "single-bytes",
        (request, response) -> {
          for (int i = 0; i < 256; i++) {
            response.getOutputStream().write(i);
          }
        });
    pages.put("stream-print", (request, response) -> print(response.getOutputStream(), "plain"));
    pages.put(
        "stream-print-latin",
        (request, response) -> {
          response.setContentType("text/plain;charset=ISO-8859-1");
          print(response.getOutputStream(), "Gr\u00fc\u00dfe");
        });
    pages.put("println", SamplePages::println);
    pages.put(
        "close-then-write",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.print("before");
          writer.close();
          writer.print("after");
          response.setHeader("X-After", "ignored");
        });
    pages.put(
        "stream-and-writer",
        (request, response) -> {
          response.setContentType("text/plain");
          response.getOutputStream().print("one");
          try {
            response.getWriter().print("two");
          } catch (IllegalStateException e) {
            response.getOutputStream().print("refused");
          }
        });
    pages.put(
        "writer-and-stream",
        (request, response) -> {
          html(response).print("one");
          try {
            response.getOutputStream().print("two");
          } catch (IllegalStateException e) {
            response.getWriter().print("refused");
          }
        });
    pages.put(
        "non-blocking",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          ServletOutputStream out = async.getResponse().getOutputStream();
          out.setWriteListener(new Slowly(async, out));
        });
  }

  private void lengths() {
    pages.put(
        "writer-length",
        (request, response) -> {
          response.setContentLength(5);
          html(response).print("hello");
        });
    pages.put(
        "stream-length",
        (request, response) -> {
          response.setHeader("Content-Length", "5");
          response.getOutputStream().write(bytes("hello"));
        });
    pages.put(
        "length-long",
        (request, response) -> {
          response.setContentLengthLong(20_000);
          html(response).print("0123456789".repeat(2000));
        });
    pages.put(
        "length-zero",
        (request, response) -> {
          response.setContentLength(0);
          response.setContentType("text/html");
        });
  }

  private void flushes() {
    pages.put(
        "flush-first",
        (request, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          response.flushBuffer();
          response.setHeader("X-Late", "ignored");
          response.getWriter().print("hello");
        });
    pages.put(
        "writer-flush-first",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.flush();
          writer.print("hello");
        });
    pages.put(
        "writer-flush-midway",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.print("one");
          writer.flush();
          response.setStatus(404);
          response.setHeader("X-Late", "ignored");
          writer.print("two");
        });
    pages.put(
        "stream-flush-midway",
        (request, response) -> {
          response.getOutputStream().write(bytes("one"));
          response.getOutputStream().flush();
          response.getOutputStream().write(bytes("two"));
        });
    pages.put(
        "buffer-flush-midway",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.print("one");
          response.flushBuffer();
          writer.print(response.isCommitted());
        });
    pages.put(
        "flush-last",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.print("one");
          writer.flush();
        });
    pages.put(
        "set-buffer-size",
        (request, response) -> {
          response.setBufferSize(32_000);
          PrintWriter writer = html(response);
          writer.print(response.getBufferSize() >= 32_000);
          try {
            response.setBufferSize(64_000);
          } catch (IllegalStateException e) {
            writer.print("refused");
          }
        });
  }

  private void resets() {
    pages.put(
        "reset-buffer",
        (request, response) -> {
          response.setStatus(404);
          response.setHeader("X-Before", "stays");
          PrintWriter writer = html(response);
          writer.print("gone");
          response.resetBuffer();
          writer.print("new");
        });
    pages.put(
        "reset",
        (request, response) -> {
          response.setStatus(404);
          response.setHeader("X-Before", "gone");
          html(response).print("gone");
          response.reset();
          response.setContentType("text/plain");
          response.getOutputStream().print("new");
        });
    pages.put(
        "reset-after-flush",
        (request, response) -> {
          html(response).print("one");
          response.flushBuffer();
          try {
            response.reset();
          } catch (IllegalStateException e) {
            response.getWriter().print("refused");
          }
        });
  }

  private void answers() {
    pages.put("redirect", (request, response) -> response.sendRedirect("/writer"));
    pages.put(
        "redirect-after-text",
        (request, response) -> {
          html(response).print("gone");
          response.sendRedirect("/writer");
          response.getWriter().print("ignored");
        });
    pages.put("redirect-relative", (request, response) -> response.sendRedirect("../a?b=c#d"));
    pages.put(
        "redirect-elsewhere",
        (request, response) -> response.sendRedirect("https://other.example/a"));
    pages.put(
        "early-hints",
        (request, response) -> {
          response.setHeader("Link", "</shop.css>; rel=preload; as=style");
          response.sendError(103);
          html(response).print("page");
        });
    pages.put("error", (request, response) -> response.sendError(404));
    pages.put("error-with-message", (request, response) -> response.sendError(403, "not you"));
    pages.put("error-5xx", (request, response) -> response.sendError(503, "busy"));
    pages.put(
        "error-after-text",
        (request, response) -> {
          html(response).print("gone");
          response.sendError(500);
          response.getWriter().print("ignored" + response.isCommitted());
        });
    pages.put(
        "error-after-flush",
        (request, response) -> {
          html(response).print("one");
          response.flushBuffer();
          try {
            response.sendError(500);
          } catch (IllegalStateException e) {
            response.getWriter().print("refused");
          }
        });
    pages.put("no-content", (request, response) -> response.setStatus(204));
    pages.put(
        "not-modified",
        (request, response) -> {
          response.setHeader("ETag", "\"v\"");
          response.setStatus(304);
        });
    pages.put(
        "not-found-page",
        (request, response) -> {
          response.setStatus(404);
          html(response).print("my own page");
        });
  }

  private void failures() {
    pages.put(
        "exception-first",
        (request, response) -> {
          throw new ServletException("tested");
        });
    pages.put(
        "exception-after-text",
        (request, response) -> {
          html(response).print("gone");
          throw new IllegalStateException("tested");
        });
    pages.put(
        "exception-after-flush",
        (request, response) -> {
          html(response).print("one");
          response.flushBuffer();
          response.getWriter().print("two");
          throw new ServletException("tested");
        });
  }

  private void dispatches() {
    pages.put(
        "forward",
        (request, response) -> {
          html(response).print("gone");
          request.getRequestDispatcher("/writer").forward(request, response);
          response.getWriter().print("ignored");
          response.setHeader("X-Late", "ignored");
        });
    pages.put(
        "forward-by-context",
        (request, response) -> {
          html(response).print("gone");
          request.getServletContext().getRequestDispatcher("/writer").forward(request, response);
        });
    pages.put(
        "forward-after-stream",
        (request, response) -> {
          response.getOutputStream().print("gone");
          request.getRequestDispatcher("/stream").forward(request, response);
        });
    pages.put("forward-to-empty", (request, response) -> forward("/empty", request, response));
    pages.put("forward-to-error", (request, response) -> forward("/error", request, response));
    pages.put("forward-to-stream", (request, response) -> forward("/stream", request, response));
    pages.put("forward-to-forward", (request, response) -> forward("/forward", request, response));
    pages.put("forward-to-include", (request, response) -> forward("/include", request, response));
    pages.put(
        "included",
        (request, response) -> {
          response.setHeader("X-Included", "ignored");
          response.setContentType("text/plain;charset=UTF-16");
          response.setStatus(404);
          response.setLocale(Locale.JAPAN);
          response.addCookie(new Cookie("included", "ignored"));
          response.sendError(500);
          response.getWriter().print("included");
        });
    pages.put(
        "include",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.print("before,");
          request.getRequestDispatcher("/included").include(request, response);
          writer.print(",after");
        });
    pages.put(
        "include-only",
        (request, response) -> {
          response.setContentType("text/html");
          request.getRequestDispatcher("/included").include(request, response);
        });
  }

  private void asynchronous() {
    pages.put(
        "async",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                answer(async, "from another thread");
                async.complete();
              });
        });
    pages.put(
        "async-at-once",
        (request, response) -> {
          AsyncContext async = request.startAsync(request, response);
          answer(async, "from this thread");
          request.getAsyncContext().complete();
        });
    pages.put(
        "async-dispatch",
        (request, response) -> {
          html(response).print("first,");
          AsyncContext async = request.startAsync();
          async.start(() -> async.dispatch("/writer"));
        });
    pages.put("async-timeout", (request, response) -> timeout(request));
    pages.put(
        "async-timeout-answered",
        (request, response) -> {
          AsyncContext async = timeout(request);
          async.addListener(new AnswersTimeout());
        });
    pages.put(
        "async-timeout-dispatched",
        (request, response) -> {
          AsyncContext async = timeout(request);
          async.addListener(new DispatchesTimeout());
        });
  }

  private void charsets() {
    for (String charset : List.of("UTF-8", "ISO-8859-1", "UTF-16", "windows-1252", "Shift_JIS")) {
      pages.put(
          "type-" + charset,
          (request, response) -> {
            response.setContentType("text/html; charset=" + charset);
            response.getWriter().print(TEXT);
          });
      pages.put(
          "encoding-" + charset,
          (request, response) -> {
            response.setCharacterEncoding(charset);
            response.setContentType("text/html");
            response.getWriter().print(TEXT);
          });
    }
    for (String type : List.of("text/html", "text/plain", "text/css", "application/json")) {
      pages.put(
          "default-" + type.replace('/', '-'),
          (request, response) -> {
            response.setContentType(type);
            response.getWriter().print(TEXT);
          });
    }
    pages.put("no-type", (request, response) -> response.getWriter().print(TEXT));
    pages.put(
        "type-after-writer",
        (request, response) -> {
          PrintWriter writer = response.getWriter();
          response.setContentType("text/html;charset=UTF-8");
          response.setCharacterEncoding("UTF-16");
          writer.print(TEXT + response.getContentType() + response.getCharacterEncoding());
        });
    pages.put(
        "split-surrogates",
        (request, response) -> {
          PrintWriter writer = html(response);
          writer.write(SMILE.charAt(0));
          writer.write(SMILE.charAt(1));
          writer.write("x".repeat(5000) + SMILE.repeat(5000));
          writer.write(TEXT.toCharArray(), 0, 3);
          writer.append('x').append("yz", 1, 2).format("%d", 5);
          writer.print(writer.checkError());
        });
    pages.put("locale", (request, response) -> localized(response, Locale.JAPAN));
    pages.put("locale-german", (request, response) -> localized(response, Locale.GERMANY));
  }

  private void fields() {
    pages.put(
        "fields",
        (request, response) -> {
          response.addHeader("Vary", "Accept");
          response.addHeader("Vary", "Cookie");
          response.addHeader("X-Twice", "same");
          response.addHeader("X-Twice", "same");
          response.setHeader("X-Set", "first");
          response.setHeader("x-set", "second");
          response.setIntHeader("X-Number", 5);
          response.addIntHeader("X-Number", 6);
          response.setDateHeader("Last-Modified", 1_000_000_000_000L);
          response.addDateHeader("X-Date", 0);
          response.addHeader("content-type", "text/plain;charset=utf-8");
          response.getWriter().print(new ArrayList<>(response.getHeaders("Vary")));
        });
    pages.put(
        "null-fields",
        (request, response) -> {
          response.setHeader("X-Null", "value");
          response.setHeader("X-Null", null);
          html(response).print(response.containsHeader("X-Null"));
        });
    pages.put(
        "cookies",
        (request, response) -> {
          response.addCookie(new Cookie("a", "1"));
          response.addHeader("set-cookie", "b=2");
          html(response).print("hello");
        });
    pages.put(
        "trailers",
        (request, response) -> {
          response.setTrailerFields(() -> Map.of("X-Trailer", "value"));
          html(response).print("hello");
          response.flushBuffer();
        });
  }

  private static void println(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PrintWriter writer = html(response);
    writer.println();
    writer.println(true);
    writer.println('c');
    writer.println(1);
    writer.println(2L);
    writer.println(1.5f);
    writer.println(2.5);
    writer.println(new char[] {'a', 'b'});
    writer.println("text");
    writer.println((Object) List.of("list"));
    writer.print((String) null);
    writer.printf("%s%n", "formatted");
    writer.printf(Locale.GERMANY, "%.1f", 1.5);
  }

  private static void print(ServletOutputStream out, String text) throws IOException {
    out.print(text);
    out.println(text);
    out.println(5);
    out.print(true);
  }

  private static void localized(HttpServletResponse response, Locale locale) throws IOException {
    response.setContentType("text/html");
    response.setLocale(locale);
    response.getWriter().print(TEXT + response.getLocale());
  }

  private static void forward(String path, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    response.setContentType("text/html");
    request.getRequestDispatcher(path).forward(request, response);
  }

  private static AsyncContext timeout(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    async.setTimeout(50);
    return async;
  }

  private static void answer(AsyncContext async, String text) {
    try {
      html((HttpServletResponse) async.getResponse()).print(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintWriter html(HttpServletResponse response) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    return response.getWriter();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Answers and completes a request that timed out. */
  private static class AnswersTimeout implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      answer(event.getAsyncContext(), "too late");
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  /** Dispatches a request that timed out to another page. */
  private static final class DispatchesTimeout extends AnswersTimeout {
    @Override
    public void onTimeout(AsyncEvent event) {
      event.getAsyncContext().dispatch("/writer");
    }
  }

  /** Writes without blocking. */
  private static final class Slowly implements WriteListener {
    private final AsyncContext async;
    private final ServletOutputStream out;
    private int left = 100;

    Slowly(AsyncContext async, ServletOutputStream out) {
      this.async = async;
      this.out = out;
    }

    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        if (left-- == 0) {
          async.complete();
          return;
        }
        out.write(bytes("x".repeat(1000)));
      }
    }

    @Override
    public void onError(Throwable failure) {
      async.complete();
    }
  }
}
