// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a targeted cache control field (RFC 9213 section 2.1), a dictionary of structured fields
 * (RFC 9651 section 4.2.2). Other than Cache-Control it is either right as a whole or ignored as a
 * whole. What is right but of another type than the directive wants, such as {@code max-age="60"}
 * or {@code max-age=1.5}, leans to the restrictive side: a lifetime is 0, and {@code no-store=?0}
 * counts; {@code public=?0} and {@code must-understand=?0} do not. Used by one thread.
 */
final class TargetedParser {
  private static final char END = '\uffff'; // in no field value
  private static final int MAX_INTEGER_DIGITS = 15;
  private static final int MAX_WHOLE_DIGITS = 12; // of a decimal number
  private static final int MAX_FRACTION_DIGITS = 3;

  private final String text;
  private int position;

  private TargetedParser(String text) {
    this.text = text;
  }

  /** Returns the directives by name; nothing if the field is empty or not a dictionary. */
  static Optional<Map<String, Directive>> parse(String text) {
    try {
      Map<String, Directive> directives = new TargetedParser(text).dictionary();
      return directives.isEmpty() ? Optional.empty() : Optional.of(directives);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private Map<String, Directive> dictionary() throws MalformedException {
    Map<String, Directive> directives = new HashMap<>();
    boolean several = false;
    skip(" ");
    while (peek() != END) {
      if (several) {
        expect(',');
        skip(" \t");
      }
      several = true;
      member(directives);
      skip(" \t");
    }
    if (position < text.length()) {
      throw new MalformedException();
    }
    return directives;
  }

  /** Reads a member; of several with one key the last counts (RFC 9651 section 4.2.2). */
  private void member(Map<String, Directive> directives) throws MalformedException {
    String key = key();
    Directive directive = consumed('=') ? itemOrList() : Directive.BARE;
    parameters();
    if (directive == null && (key.equals("public") || key.equals("must-understand"))) {
      directives.remove(key);
    } else {
      directives.put(key, directive == null ? Directive.BARE : directive);
    }
  }

  private String key() throws MalformedException {
    int start = position;
    if (!isLower(peek()) && peek() != '*') {
      throw new MalformedException();
    }
    while (isLower(peek()) || isDigit(peek()) || "_-.*".indexOf(peek()) >= 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private @Nullable Directive itemOrList() throws MalformedException {
    if (!consumed('(')) {
      return item();
    }
    skip(" ");
    while (!consumed(')')) {
      item();
      parameters();
      if (peek() != ' ' && peek() != ')') {
        throw new MalformedException();
      }
      skip(" ");
    }
    return Directive.BARE;
  }

  private void parameters() throws MalformedException {
    while (consumed(';')) {
      skip(" ");
      key();
      if (consumed('=')) {
        item();
      }
    }
  }

  /** Returns what an item says as the argument of a directive; null for false. */
  private @Nullable Directive item() throws MalformedException {
    char first = peek();
    if (first == '-' || isDigit(first)) {
      return number();
    }
    if (isLetter(first) || first == '*') {
      return token();
    }
    position++;
    return switch (first) {
      case '"' -> Directive.ofFields(string());
      case '?' -> bool() ? Directive.BARE : null;
      case '@' -> date();
      case ':' -> binary();
      case '%' -> displayString();
      default -> throw new MalformedException();
    };
  }

  private Directive number() throws MalformedException {
    boolean negative = consumed('-');
    String whole = digits(MAX_INTEGER_DIGITS);
    if (consumed('.')) {
      if (whole.length() > MAX_WHOLE_DIGITS) {
        throw new MalformedException();
      }
      digits(MAX_FRACTION_DIGITS);
      return Directive.BARE;
    }
    return negative
        ? Directive.BARE
        : Directive.ofSeconds(CacheControl.deltaSeconds(whole).orElse(0));
  }

  private String digits(int max) throws MalformedException {
    int start = position;
    while (isDigit(peek())) {
      position++;
    }
    if (position == start || position - start > max) {
      throw new MalformedException();
    }
    return text.substring(start, position);
  }

  private Directive token() {
    while (FieldList.isTokenCharacter(peek()) || peek() == ':' || peek() == '/') {
      position++;
    }
    return Directive.BARE;
  }

  private String string() throws MalformedException {
    StringBuilder string = new StringBuilder();
    while (!consumed('"')) {
      char c = next();
      if (c == '\\') {
        c = next();
        if (c != '"' && c != '\\') {
          throw new MalformedException();
        }
      }
      string.append(c);
    }
    return string.toString();
  }

  private boolean bool() throws MalformedException {
    if (consumed('0')) {
      return false;
    }
    expect('1');
    return true;
  }

  private Directive date() throws MalformedException {
    consumed('-');
    digits(MAX_INTEGER_DIGITS);
    return Directive.BARE;
  }

  private Directive binary() throws MalformedException {
    while (!consumed(':')) {
      char c = next();
      if (!isLetter(c) && !isDigit(c) && "+/=".indexOf(c) < 0) {
        throw new MalformedException();
      }
    }
    return Directive.BARE;
  }

  private Directive displayString() throws MalformedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    expect('"');
    while (!consumed('"')) {
      char c = next();
      bytes.write(c == '%' ? 16 * hexDigit() + hexDigit() : c);
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
    } catch (CharacterCodingException e) {
      throw new MalformedException();
    }
    return Directive.BARE;
  }

  private int hexDigit() throws MalformedException {
    int digit = "0123456789abcdef".indexOf(next());
    if (digit < 0) {
      throw new MalformedException();
    }
    return digit;
  }

  /** Returns the next character, which is visible or a space. */
  private char next() throws MalformedException {
    char c = peek();
    if (c < ' ' || c > '~') {
      throw new MalformedException();
    }
    position++;
    return c;
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  private boolean consumed(char c) {
    boolean there = peek() == c;
    if (there) {
      position++;
    }
    return there;
  }

  private void expect(char c) throws MalformedException {
    if (!consumed(c)) {
      throw new MalformedException();
    }
  }

  private void skip(String characters) {
    while (characters.indexOf(peek()) >= 0) {
      position++;
    }
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetter(char c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The field is not a dictionary. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("not a dictionary", null, false, false);
    }
  }
}
