// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** What a case stands for: something that happened to somebody else, or a rule that follows. */
enum Origin {
  POISONING(
      "RFC 9111 section 7",
      "Differences in parsing poison a cache; its timing tells what others asked for;"
          + " `Set-Cookie` alone does not inhibit storing.",
      "Keys hold the whole address, responses that set cookies are not stored, nothing is told of"
          + " the cache."),
  STORING(
      "RFC 9111 sections 3, 3.5, 4.4",
      "`private`, `no-store`, `Authorization` and partial responses; unsafe methods invalidate"
          + " their own origin only.",
      "Obeyed."),
  UNKEYED(
      "Kettle 2018 and 2020",
      "A header that is not in the key comes back in the page: `X-Forwarded-Host` in scripts and"
          + " redirects.",
      "What the application reads selects the variant."),
  CLOAKING(
      "Kettle 2020, cache key flaws",
      "Parameters, ports, bodies and methods that the cache leaves out and the application reads:"
          + " `utm_content=x;callback=evil`, fat GET.",
      "What is not in the key is hidden from the application; requests with a body go past."),
  DECEPTION(
      "Web cache deception (Gil 2017, PortSwigger 2024)",
      "`/account/x.css`, `/account;x.css` and encoded delimiters make a private page look static.",
      "No rule goes by an extension that is not asked for; paths that servers read differently go"
          + " past."),
  CPDOS(
      "CPDoS (Nguyen and others 2019)",
      "A header that is too large, has a meta character or overrides the method makes an error"
          + " page, which is stored.",
      "Errors are not stored."),
  NEXT_JS(
      "CVE-2024-46982, CVE-2025-49826, CVE-2025-32421, CVE-2026-44572",
      "An internal header makes a page cacheable; 204 or data are stored for a page; a redirect"
          + " without `Location`.",
      "No header turns caching on; neither 204 nor empty redirects are stored."),
  REACT_ROUTER(
      "CVE-2025-43864",
      "A header forces an error page, which is stored.",
      "Errors are not stored."),
  VARY_ANY("CVE-2026-6907", "A response with `Vary: *` is stored.", "It is not."),
  PRIVATE_CASE(
      "CVE-2026-8404",
      "`Cache-Control: Private` is stored, for its capital letter.",
      "Directives count in any case, with any whitespace, in any line."),
  VARY_ABSENT(
      "CVE-2026-113593",
      "A header that is absent and one that is empty share a key.",
      "Absent differs from empty."),
  UNRELATED_COOKIES(
      "GHSA-3h9f-r86x-qvjx",
      "A private page is stored when unrelated cookies are present.",
      "What was read decides, not which cookies there are."),
  LATE_SESSION(
      "CVE-2026-35192",
      "A session that is touched on each request is set as a cookie in a stored page.",
      "A response that sets a cookie at any time is not stored."),
  VARY_DROPPED("CVE-2014-1418", "`Vary` is removed for some browsers.", "It never is."),
  HONO(
      "CVE-2026-24472, CVE-2026-44457",
      "`private` and `Vary: Authorization` or `Cookie` are ignored.",
      "They are obeyed."),
  SET_COOKIE(
      "CVE-2012-2671, CVE-2022-24894, CVE-2025-64762, SimplePageCachingFilter",
      "`Set-Cookie` is stored and replayed.",
      "Responses with it are not stored."),
  SUBREQUEST(
      "CVE-2021-41267",
      "A header is trusted in a part of the page only: `X-Forwarded-Prefix` in a sub-request.",
      "Reads in includes and forwards count as all others."),
  MARKERS(
      "CVE-2015-2308, CVE-2014-5245",
      "Text from users is evaluated as ESI; fragments can be asked for directly.",
      "Text is never evaluated."),
  KEY_TEXT(
      "CVE-2026-25480",
      "Keys of two requests are the same text: separators, Unicode normalisation.",
      "Each part stands behind its length; nothing is normalised."),
  KEY_WHOLE(
      "CVE-2026-102527",
      "A key leaves out what the application sees.",
      "It holds all of the address, and the variant all that was read."),
  SMUGGLING(
      "CVE-2021-27577, CVE-2018-8004, CVE-2022-25763, CVE-2023-38522, CVE-2022-23959,"
          + " CVE-2026-2833, CVE-2026-2835",
      "Fragments in targets, doubts about where a request ends.",
      "A filter sees requests after they were parsed: see above. Fragments and bodies go past."),
  CONNECTION(
      "Varnish f00010",
      "`Connection` names critical fields, so that they are dropped before the cache decides.",
      "`Connection` changes no decision."),
  NEVER_PUBLIC(
      "CVE-2026-15743",
      "`Cache-Control: public` is added to all responses.",
      "Nothing is added; what the application says is passed on."),
  JSESSIONID(
      "CVE-2020-5421",
      "`;jsessionid=` slips past a check of the path.",
      "A path with `;` goes past the cache."),
  SESSION_NAMES(
      "CVE-2011-4136",
      "Sessions and caches share their names, and a session is changed through the cache.",
      "No name, key, tag or prefix of a cache leads to a session."),
  EMPTY_SESSIONS(
      "CVE-2015-5143, CVE-2015-5963, CVE-2015-5964",
      "Each invented id, and each logout, stores an empty session, until the store is full.",
      "Unknown ids store nothing, nor do sessions that hold nothing."),
  SESSION_ID_TEXT(
      "CVE-2026-13575",
      "A line break in the id of a session begins a command for the store.",
      "What cannot be an id is never sent to Redis."),
  SESSION_FILES(
      "CVE-2020-9484, CVE-2022-23181, CVE-2025-24813",
      "What is stored as a session makes objects of any class, and an id is taken as a path.",
      "Only allowed classes are made; no id is a path."),
  UNDEAD_SESSIONS(
      "CVE-2021-34428, CVE-2018-12538",
      "A listener fails at the end of a session, and the session lives on.",
      "A session is ended in Redis before listeners are told."),
  SESSION_LOGS(
      "CVE-2023-20866",
      "Ids of sessions are in the log.",
      "They are in no log, bean or name; Redis has digests of them."),
  LATE_SAVES(
      "Spring Session issues 1111, 1270, 2281, 2786",
      "A request that ends after the logout stores the session, or half of it, once more.",
      "What has ended or has another id is not written."),
  STORED_CLASSES(
      "CVE-2023-42809, CVE-2020-5413, OBP-API issue 2888",
      "Bytes in Redis name the class of which they make an object.",
      "Classes must be allowed by the application; all others are refused before they are loaded."),
  SERIALIZERS(
      "CVE-2026-50076, CVE-2026-64606, CVE-2025-61622",
      "A serialiser's own list of classes is gone round.",
      "With `cachelet.session.protection`, bytes of others are not read at all."),
  READS("rule 1", "What the application reads decides who shares a page."),
  HIDDEN("rule 2", "What is left out of the key is hidden from the application."),
  KEY("rule 3", "The key holds each part of the address behind its length."),
  PATHS("rule 4", "Paths that servers read differently are neither served nor stored."),
  STATUSES("rule 5", "Only complete responses of status 200 are stored."),
  VETOES("rule 6", "Fields that belong to one visitor forbid to store."),
  FIELDS("rule 7", "All other fields are stored and replayed as they were."),
  TOKENS("rule 8", "Tokens and nonces are not stored."),
  NO_SWITCH("rule 9", "No request turns caching on, purges or shows keys."),
  LIMITS("rule 10", "Variants, entries, keys and bodies are bounded."),
  IDS(
      "rule 11",
      "Ids of sessions are made here; a login makes the old one worthless on all nodes."),
  PLACES("rule 12", "Bytes of a session count only in the session and attribute that they are of.");

  private final String source;
  private final String happened;
  private final String done;

  Origin(String source, String rule) {
    this(source, rule, "");
  }

  Origin(String source, String happened, String done) {
    this.source = source;
    this.happened = happened;
    this.done = done;
  }

  /** Returns where it is written. */
  String source() {
    return source;
  }

  /** Returns what happened, or what the rule says. */
  String happened() {
    return happened;
  }

  /** Returns what Cachelet does about it, nothing for a rule. */
  String done() {
    return done;
  }
}
