// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of groups in {@code Cache-Groups} and {@code Cache-Group-Invalidation} (RFC 9875): a
 * structured field, List of Strings (RFC 9651), read strictly. Used by one thread.
 *
 * <p>Of names there may be as many, and as long ones, as the container lets through; the RFC asks
 * for 32 of 32 characters.
 */
public final class CacheGroups {
  private static final int MOST_DIGITS = 15;

  private final String text;
  private int position;

  private CacheGroups(String text) {
    this.text = text;
  }

  /**
   * Returns the names in the lines of a field, in their order. A field that is malformed, or has a
   * member that is not a String, is ignored as a whole, so there are none. Parameters are read and
   * ignored.
   */
  public static Set<String> parse(List<String> lines) {
    if (lines.isEmpty()) {
      return Set.of();
    }
    try {
      return new CacheGroups(String.join(", ", lines)).list();
    } catch (IllegalArgumentException e) { // RFC 9651 section 4.2
      return Set.of();
    }
  }

  /** Reads a List (RFC 9651 section 4.2.1). */
  private Set<String> list() {
    Set<String> names = new LinkedHashSet<>();
    skip(" ");
    while (!isAtEnd()) {
      names.add(string());
      parameters();
      skip(" \t");
      if (!isAtEnd()) {
        expect(',');
        skip(" \t");
        require(!isAtEnd());
      }
    }
    return names;
  }

  /** Reads a String (RFC 9651 section 4.2.5). */
  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c == '\\') {
        c = next();
        require(c == '"' || c == '\\');
      }
      require(c >= ' ' && c <= '~');
      string.append(c);
    }
    return string.toString();
  }

  /** Reads parameters (RFC 9651 section 4.2.3.2). */
  private void parameters() {
    while (peek() == ';') {
      position++;
      skip(" ");
      char first = next();
      require(isLower(first) || first == '*');
      while (isLower(peek()) || isDigit(peek()) || (peek() != 0 && "_-.*".indexOf(peek()) >= 0)) {
        position++;
      }
      if (peek() == '=') {
        position++;
        bareItem();
      }
    }
  }

  /** Reads a value of any type (RFC 9651 section 4.2.3.1). */
  private void bareItem() {
    char first = peek();
    if (first == '"') {
      string();
    } else if (first == '-' || isDigit(first)) {
      number();
    } else if (first == '@') {
      position++;
      require(!number());
    } else if (first == '?') {
      position++;
      char value = next();
      require(value == '0' || value == '1');
    } else if (first == ':') {
      position++;
      quoted(':', "+/=");
    } else if (first == '%') {
      position++;
      displayString();
    } else {
      token();
    }
  }

  /** Reads an Integer or a Decimal (RFC 9651 section 4.2.4); returns whether it is a Decimal. */
  private boolean number() {
    if (peek() == '-') {
      position++;
    }
    int whole = digits();
    require(whole >= 1 && whole <= MOST_DIGITS);
    if (peek() != '.') {
      return false;
    }
    position++;
    int fraction = digits();
    require(whole <= 12 && fraction >= 1 && fraction <= 3);
    return true;
  }

  private int digits() {
    int start = position;
    while (isDigit(peek())) {
      position++;
    }
    return position - start;
  }

  /** Reads letters, digits and some other characters up to a closing one. */
  private void quoted(char close, String others) {
    for (char c = next(); c != close; c = next()) {
      require(isAlpha(c) || isDigit(c) || others.indexOf(c) >= 0);
    }
  }

  /** Reads a Display String (RFC 9651 section 4.2.10), which is UTF-8. */
  private void displayString() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    expect('"');
    for (char c = next(); c != '"'; c = next()) {
      require(c >= ' ' && c <= '~');
      bytes.write(c == '%' ? 16 * hexDigit() + hexDigit() : c);
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private int hexDigit() {
    int digit = "0123456789abcdef".indexOf(next());
    require(digit >= 0);
    return digit;
  }

  /** Reads a Token (RFC 9651 section 4.2.6). */
  private void token() {
    char first = next();
    require(isAlpha(first) || first == '*');
    while (peek() == ':' || peek() == '/' || FieldList.isTokenCharacter(peek())) {
      position++;
    }
  }

  private void skip(String characters) {
    while (!isAtEnd() && characters.indexOf(peek()) >= 0) {
      position++;
    }
  }

  private void expect(char expected) {
    require(next() == expected);
  }

  private char next() {
    require(!isAtEnd());
    return text.charAt(position++);
  }

  /** Returns the next character without taking it; zero at the end. */
  private char peek() {
    return isAtEnd() ? 0 : text.charAt(position);
  }

  private boolean isAtEnd() {
    return position == text.length();
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isAlpha(char c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
