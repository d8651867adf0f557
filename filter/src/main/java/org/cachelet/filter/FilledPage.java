// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleFiller;
import org.cachelet.cache.servlet.HoleFillers;
import org.cachelet.filter.http.AcceptEncoding;
import org.cachelet.filter.http.HttpFields;

/**
 * A stored page with its holes filled for one request. What comes of it belongs to that visitor, so
 * no cache on the way may store it, and nothing can be validated by the stored text alone. Used by
 * one request.
 */
final class FilledPage {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  /** What the fields of an answer say that is one visitor's and cannot be validated. */
  static final String NOBODY_STORES = "private, no-store";

  private static final String TARGETED = "-cache-control";

  private final StoredPage page;
  private final PageHoles holes;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final boolean gzip;

  FilledPage(
      StoredPage page, PageHoles holes, HttpServletRequest request, HttpServletResponse response) {
    this.page = page;
    this.holes = holes;
    this.request = request;
    this.response = response;
    this.gzip =
        holes.isCompressible() && AcceptEncoding.acceptsGzip(request.getHeader("Accept-Encoding"));
  }

  /** Returns the body. */
  byte[] body() throws IOException {
    List<byte[]> fillings = fillings();
    return gzip ? holes.gzipped(fillings) : holes.filled(fillings);
  }

  /** Returns the fields of the answer. */
  HttpFields fields() {
    HttpFields stored = page.form(false).fields();
    HttpFields.Builder fields = HttpFields.builder();
    for (int line = 0; line < stored.size(); line++) {
      String name = stored.name(line).toLowerCase(Locale.ROOT);
      if (isTargeted(name)) {
        fields.add(stored.name(line), NOBODY_STORES); // over what a miss has set already
      } else if (!isOfTheText(name)) {
        fields.add(stored.name(line), stored.value(line));
      }
    }
    fields.add("Cache-Control", "private, no-cache");
    return gzip ? fields.add("Content-Encoding", "gzip").build() : fields.build();
  }

  /** Returns whether a field is one of RFC 9213 for some caches. */
  static boolean isTargeted(String lowerName) {
    return lowerName.endsWith(TARGETED);
  }

  private static boolean isOfTheText(String lowerName) {
    return switch (lowerName) {
      case "accept-ranges", "cache-control", "etag", "expires", "last-modified", "pragma" -> true;
      default -> false;
    };
  }

  private List<byte[]> fillings() throws IOException {
    HoleFiller filler = HoleFillers.of(request.getServletContext()).forRequest(request, response);
    Charset charset = charset(page.form(false).fields());
    List<byte[]> fillings = new ArrayList<>();
    for (Hole hole : holes.holes()) {
      StringWriter text = new StringWriter();
      filler.fill(hole, text);
      fillings.add(text.toString().getBytes(charset));
    }
    return fillings;
  }

  /** Returns the charset that the content type names, else UTF-8. */
  static Charset charset(HttpFields fields) {
    Matcher named = CHARSET.matcher(fields.first("Content-Type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
