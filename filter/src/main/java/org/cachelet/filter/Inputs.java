// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import org.cachelet.cache.Input;
import org.cachelet.cache.StableText;
import org.cachelet.filter.http.AcceptEncoding;
import org.cachelet.filter.http.Forwarding;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one request, as an application that is shown a {@link View} of it sees them. What
 * looks for a stored page and what records the making of one both ask here, so that they agree.
 * Used by one thread at a time, like the request.
 */
final class Inputs {
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "cookie", "proxy-authorization");
  private static final Set<String> DISPATCH_ATTRIBUTES =
      Set.of("forward", "include", "async", "error");
  private static final String SERVLET_ATTRIBUTE = "jakarta.servlet.";

  /** What containers look for in the application's request for themselves. */
  private static final List<String> CONTAINER_ATTRIBUTES =
      List.of(
          "org.eclipse.jetty.ee",
          "org.apache.catalina.core.",
          "org.apache.catalina.jsp_file",
          "org.glassfish.web.RequestFacadeHelper");

  /** Kinds of inputs that the address of a page tells. */
  private static final Set<String> IN_KEY = Set.of("host", "scheme", "path", "query", "param");

  private static final Comparator<Cookie> BY_NAME = Comparator.comparing(Cookie::getName);

  /** Stands between values; containers let it into none. */
  private static final String SEPARATOR = "\n";

  private final HttpServletRequest request;
  private final View view;
  private final Set<Input> varyBy;
  private final LedgerMode mode;
  private @Nullable List<Cookie> cookies;

  /** Conditions of the cache, in place of the client's; no page depends on them. */
  private final Map<String, String> conditions;

  /**
   * Takes a request as the filter got it.
   *
   * @param varyBy the inputs that the rule names, by which personal values may make variants
   * @param mode whether other personal values forbid to share, or the rule leaves that to the
   *     application
   */
  Inputs(HttpServletRequest request, View view, Set<Input> varyBy, LedgerMode mode) {
    this(request, view, varyBy, mode, Map.of());
  }

  private Inputs(
      HttpServletRequest request,
      View view,
      Set<Input> varyBy,
      LedgerMode mode,
      Map<String, String> conditions) {
    this.request = request;
    this.view = view;
    this.varyBy = Set.copyOf(varyBy);
    this.mode = mode;
    this.conditions = Map.copyOf(conditions);
  }

  /**
   * Returns these inputs for an application that is asked whether a page still holds.
   *
   * @param shown headers that it is shown, by name in lower case; the view hides the client's
   */
  Inputs asking(Map<String, String> shown) {
    return new Inputs(request, view, varyBy, mode, shown);
  }

  /** Returns the lines of a header that the application sees, also where we are the client. */
  Enumeration<String> shownHeaders(String lowerName) {
    String condition = conditions.get(lowerName);
    return condition == null ? headers(lowerName) : only(condition);
  }

  /** Returns the names of all headers that the application sees, in lower case and sorted. */
  Set<String> shownHeaderNames() {
    Set<String> names = visibleHeaderNames();
    names.addAll(conditions.keySet());
    return names;
  }

  /** Returns the request as the filter got it. */
  HttpServletRequest request() {
    return request;
  }

  /** Returns what the application is shown in place of parts of the request. */
  View view() {
    return view;
  }

  /** Returns what follows from reads. */
  LedgerMode mode() {
    return mode;
  }

  /** Returns the inputs that the rule names. */
  Set<Input> varyBy() {
    return varyBy;
  }

  /** Returns whether the rule names an input. */
  boolean isVaried(Input input) {
    return varyBy.contains(input);
  }

  /**
   * Returns what the request has now for an input; {@link Value#UNSHARED} if a page that read this
   * must not be served to it. Where the application decides what is shared, that is only what
   * cannot be written into a key.
   */
  Value valueOf(Input input) {
    return sentFor(input).under(mode != LedgerMode.ON || varyBy.contains(input));
  }

  /**
   * Returns what the request has now for an input: nothing for those that the key of the page has
   * anyway, which parts of it vary by; those of unknown kinds are never shared.
   */
  Value sentFor(Input input) {
    InputKind kind = InputKind.of(input);
    if (kind != null) {
      return valueOf(kind, input.name());
    }
    return IN_KEY.contains(input.kind()) ? Value.ABSENT : Value.UNSHARED;
  }

  private Value valueOf(InputKind kind, String name) {
    return switch (kind) {
      case HEADER -> header(name);
      case HEADER_NAMES -> headerNames();
      case COOKIE -> cookie(name);
      case COOKIE_NAMES -> cookieNames();
      case CHARACTER_ENCODING -> characterEncoding();
      case LOCALE -> locale();
      case LOCALES -> locales();
      case ATTRIBUTE -> attribute(name);
      case ATTRIBUTE_NAMES -> attributeNames();
      case SESSION -> session(name);
      case SESSION_NAMES -> sessionNames();
      case REQUESTED_SESSION -> requestedSession();
      case USER -> user();
      case ROLE -> role(name);
      case AUTHENTICATED -> authenticated();
      case AUTH_TYPE -> authType();
      case REMOTE_ADDRESS -> remoteAddress();
      case LOCAL_ADDRESS -> localAddress();
      case PROTOCOL -> protocol();
      case SECURE -> secure();
    };
  }

  /** Returns the lines of a header that the application sees. */
  Enumeration<String> headers(String lowerName) {
    String shown = view.headers().get(lowerName);
    if (shown != null) {
      return only(shown.isEmpty() ? null : shown);
    }
    return switch (lowerName) {
      case "accept-encoding" -> acceptEncoding();
      case "cookie" -> only(CookieHeader.visible(sent(lowerName), view.ignored().cookies()));
      default -> sent(lowerName);
    };
  }

  private Enumeration<String> acceptEncoding() {
    Enumeration<String> sent = sent("accept-encoding");
    String accepted = sent.hasMoreElements() ? AcceptEncoding.normalized(joined(sent)) : "";
    return only(accepted.isEmpty() ? null : accepted);
  }

  /** Returns the names of the headers that the application sees, in lower case and sorted. */
  Set<String> visibleHeaderNames() {
    Set<String> names = new TreeSet<>(view.headers().keySet());
    for (Enumeration<String> sent = sentNames(); sent.hasMoreElements(); ) {
      names.add(sent.nextElement().toLowerCase(Locale.ROOT));
    }
    names.removeIf(name -> !headers(name).hasMoreElements());
    return names;
  }

  /** Returns the cookies that the application sees, sorted by name; its own are kept in order. */
  List<Cookie> visibleCookies() {
    List<Cookie> known = cookies;
    if (known == null) {
      Cookie[] sent = request.getCookies();
      known = sent == null ? List.of() : visible(sent);
      cookies = known;
    }
    return known;
  }

  private List<Cookie> visible(Cookie[] sent) {
    List<Cookie> visible = new ArrayList<>(sent.length);
    for (Cookie cookie : sent) {
      if (!view.ignored().cookies().test(cookie.getName())) {
        visible.add(cookie);
      }
    }
    visible.sort(BY_NAME);
    return visible;
  }

  /**
   * Returns whether a request attribute may come from outside of the application: neither a trace
   * of its own dispatches or its container nor declared to be bookkeeping.
   */
  boolean isOutside(String attribute) {
    return !isOfDispatch(attribute)
        && CONTAINER_ATTRIBUTES.stream().noneMatch(attribute::startsWith)
        && !view.ignored().attributes().test(attribute);
  }

  private static boolean isOfDispatch(String attribute) {
    if (!attribute.startsWith(SERVLET_ATTRIBUTE)) {
      return false;
    }
    int dot = attribute.indexOf('.', SERVLET_ATTRIBUTE.length());
    return dot > 0
        && DISPATCH_ATTRIBUTES.contains(attribute.substring(SERVLET_ATTRIBUTE.length(), dot));
  }

  private Value header(String name) {
    Enumeration<String> lines = headers(name);
    if (!lines.hasMoreElements()) {
      return Value.ABSENT;
    }
    String first = lines.nextElement();
    String all = lines.hasMoreElements() ? first + SEPARATOR + joined(lines) : first;
    return SECRET_HEADERS.contains(name) || isForeign(name) ? Value.personal(all) : Value.of(all);
  }

  /** What a trusted proxy says is in the key and in the view; all else, anybody can say. */
  private boolean isForeign(String name) {
    return Forwarding.isForwarding(name) && !view.headers().containsKey(name);
  }

  private Value headerNames() {
    return Value.of(String.join(SEPARATOR, visibleHeaderNames()));
  }

  /** The cookie that holds the session id is personal, whatever the container calls it. */
  private Value cookie(String name) {
    String all = null;
    for (Cookie cookie : visibleCookies()) {
      if (cookie.getName().equals(name)) {
        all = all == null ? cookie.getValue() : all + SEPARATOR + cookie.getValue();
      }
    }
    String session = all == null ? null : request.getRequestedSessionId();
    return session != null && all != null && all.contains(session)
        ? Value.personal(all)
        : Value.of(all);
  }

  private Value cookieNames() {
    List<Cookie> visible = visibleCookies();
    if (visible.isEmpty()) {
      return Value.ABSENT;
    }
    StringJoiner names = new StringJoiner(SEPARATOR);
    visible.forEach(cookie -> names.add(cookie.getName()));
    return Value.of(names.toString());
  }

  private Value characterEncoding() {
    try {
      return Value.of(request.getCharacterEncoding());
    } catch (RuntimeException unusable) { // what a client wrote there must not end the request
      return Value.UNSHARED;
    }
  }

  private Value locale() {
    return Value.of(StableText.of(request.getLocale()));
  }

  private Value locales() {
    StringJoiner all = new StringJoiner(SEPARATOR);
    for (Enumeration<Locale> locales = request.getLocales(); locales.hasMoreElements(); ) {
      all.add(StableText.of(locales.nextElement()));
    }
    return Value.of(all.toString());
  }

  private Value attribute(String name) {
    return attribute(request.getAttribute(name));
  }

  /** Values that somebody put there are personal, but for marks such as "filtered already". */
  static Value attribute(@Nullable Object value) {
    return value instanceof Boolean ? Value.of(value.toString()) : stored(value);
  }

  private Value attributeNames() {
    Set<String> names = new TreeSet<>();
    for (Enumeration<String> all = request.getAttributeNames(); all.hasMoreElements(); ) {
      String name = all.nextElement();
      if (isOutside(name)) {
        names.add(name);
      }
    }
    return attributeNames(names);
  }

  /** Returns the value of names of attributes. */
  static Value attributeNames(Set<String> sorted) {
    return sorted.isEmpty() ? Value.ABSENT : Value.of(String.join(SEPARATOR, sorted));
  }

  /** Without a name, whether there is a session. */
  private Value session(String name) {
    return ofSession(
        session -> name.isEmpty() ? existence(session) : stored(session.getAttribute(name)));
  }

  /** Returns the value of there being a session; one is new until its client has joined it. */
  static Value existence(HttpSession session) {
    return Value.of(session.isNew() ? "new" : "joined");
  }

  /** Returns the value of something that was stored for a visitor. */
  static Value stored(@Nullable Object value) {
    if (value == null) {
      return Value.ABSENT;
    }
    String text = StableText.of(value);
    return text == null ? Value.UNSHARED : Value.personal(text);
  }

  private Value sessionNames() {
    return ofSession(Inputs::sessionNames);
  }

  /** Returns the value of the names of the attributes of a session. */
  static Value sessionNames(HttpSession session) {
    Set<String> names = new TreeSet<>(Collections.list(session.getAttributeNames()));
    return names.isEmpty() ? Value.ABSENT : Value.personal(String.join(SEPARATOR, names));
  }

  private Value ofSession(Function<HttpSession, Value> value) {
    try {
      HttpSession session = request.getSession(false);
      return session == null ? Value.ABSENT : value.apply(session);
    } catch (IllegalStateException ended) { // by another request, since this one began
      return Value.ABSENT;
    }
  }

  private Value requestedSession() {
    return Value.personal(request.getRequestedSessionId());
  }

  private Value user() {
    Principal user = request.getUserPrincipal();
    return Value.personal(user == null ? request.getRemoteUser() : String.valueOf(user.getName()));
  }

  private Value role(String name) {
    return request.isUserInRole(name) ? Value.personal("true") : Value.ABSENT;
  }

  private Value authenticated() {
    return user().text() == null ? Value.ABSENT : Value.personal("true");
  }

  private Value authType() {
    return Value.personal(request.getAuthType());
  }

  private Value remoteAddress() {
    return Value.personal(request.getRemoteAddr());
  }

  /**
   * The side on which the client came in: a page may be for those who came by an inner one only.
   */
  private Value localAddress() {
    return Value.of(request.getLocalAddr() + SEPARATOR + request.getLocalPort());
  }

  private Value protocol() {
    return Value.of(request.getProtocol());
  }

  /** Whether the connection was secure, which a container may know otherwise than by the scheme. */
  private Value secure() {
    return request.isSecure() ? Value.of("true") : Value.ABSENT;
  }

  private Enumeration<String> sent(String name) {
    Enumeration<String> lines = request.getHeaders(name);
    return lines == null ? Collections.emptyEnumeration() : lines;
  }

  private Enumeration<String> sentNames() {
    Enumeration<String> names = request.getHeaderNames();
    return names == null ? Collections.emptyEnumeration() : names;
  }

  private static Enumeration<String> only(@Nullable String line) {
    return line == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(line));
  }

  private static String joined(Enumeration<String> lines) {
    StringJoiner all = new StringJoiner(SEPARATOR);
    lines.asIterator().forEachRemaining(all::add);
    return all.toString();
  }
}
