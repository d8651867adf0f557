// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.cachelet.filter.http.HttpFields;

/** Looks for the secrets of a visitor in a page that is about to be stored. Used by one request. */
final class LeakGuard {
  private static final int MOST_EXPANDED = 32 << 20;
  private static final String CHARSET = "charset=";

  private final List<Secret> secrets;

  LeakGuard(List<Secret> secrets) {
    this.secrets = secrets;
  }

  /** Returns the first secret that is found in a page, or why that cannot be told. */
  Optional<Leak> find(HttpFields fields, byte[] body) {
    return secrets.isEmpty() ? Optional.empty() : inFields(fields).or(() -> inBody(fields, body));
  }

  /** Cookies that are set belong to one visitor by nature, and are judged as such. */
  private Optional<Leak> inFields(HttpFields fields) {
    SecretSearch search = new SecretSearch(secrets, UTF_8);
    for (String name : fields.names()) {
      if (name.equalsIgnoreCase("Set-Cookie")) {
        continue;
      }
      for (String value : fields.all(name)) {
        Optional<SecretSearch.Match> match = search.in(value.getBytes(UTF_8));
        if (match.isPresent()) {
          return Optional.of(new Leak(match.get().secret().what(), "in field " + name));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Leak> inBody(HttpFields fields, byte[] body) {
    byte[] text;
    try {
      text = expanded(fields.members("Content-Encoding"), body);
    } catch (IOException e) {
      return Optional.of(new Leak("the body is encoded so that it cannot be searched", ""));
    }
    Charset charset = charset(fields);
    if (!isLikeAscii(charset)) {
      return search(UTF_8, new String(text, charset).getBytes(UTF_8));
    }
    return search(charset, text);
  }

  private Optional<Leak> search(Charset charset, byte[] text) {
    return new SecretSearch(secrets, charset)
        .in(text)
        .map(match -> new Leak(match.secret().what(), "at byte " + match.offset()));
  }

  private static byte[] expanded(List<String> codings, byte[] body) throws IOException {
    byte[] text = body;
    for (int i = codings.size() - 1; i >= 0; i--) { // applied in order (RFC 9110 section 8.4)
      String coding = codings.get(i).toLowerCase(Locale.ROOT);
      if (coding.equals("identity")) {
        continue;
      }
      try (InputStream in = decoder(coding, text)) {
        text = in.readNBytes(MOST_EXPANDED);
        if (in.read() >= 0) {
          throw new IOException("too large");
        }
      }
    }
    return text;
  }

  private static InputStream decoder(String coding, byte[] bytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> new InflaterInputStream(in);
      default -> throw new IOException("unknown coding");
    };
  }

  private static Charset charset(HttpFields fields) {
    String type = fields.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    int start = type.indexOf(CHARSET);
    if (start < 0) {
      return UTF_8;
    }
    String name = type.substring(start + CHARSET.length()).split("[;,]", 2)[0];
    try {
      return Charset.forName(name.replace("\"", "").strip());
    } catch (IllegalArgumentException unknown) {
      return UTF_8;
    }
  }

  /** Returns whether letters and digits have the bytes that escaped forms are written in. */
  private static boolean isLikeAscii(Charset charset) {
    return charset.canEncode()
        && new String("aZ0%&\\;".getBytes(charset), ISO_8859_1).equals("aZ0%&\\;");
  }
}
