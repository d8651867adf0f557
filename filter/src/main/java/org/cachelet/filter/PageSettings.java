// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cachelet.cache.Input;
import org.cachelet.cache.PathPattern;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.SettingType;
import org.cachelet.cache.Settings;
import org.cachelet.filter.http.AddressRanges;
import org.cachelet.filter.http.HostPatterns;
import org.cachelet.filter.http.HttpProfile;
import org.cachelet.filter.http.SuspiciousPath;

/**
 * The settings of the page cache. Those of a rule fall back to the values of {@code
 * cachelet.page.default}, except for what it matches.
 */
public final class PageSettings implements SettingGroup {
  /** The rule whose values hold for all that have none of their own. */
  static final String DEFAULT = "default";

  /** What users may name although all pages differ by it. */
  private static final Set<String> IN_KEY = Set.of("host", "scheme", "path", "query");

  /** Whether the jar registers the filter by itself. */
  public static final Setting<Boolean> REGISTER =
      Setting.of(
          "cachelet.filter.register",
          SettingType.flag(),
          "true",
          "Whether the filter registers itself, behind all declared filters, when web.xml does not"
              + " declare it.");

  /** Whether responses say what the cache did. */
  public static final Setting<Boolean> CACHE_STATUS =
      Setting.of(
          "cachelet.cache-status",
          SettingType.flag(),
          "false",
          "Whether responses say in `Cache-Status` what the cache did and why (RFC 9211). Not for"
              + " sites in production: strangers can read it too.");

  /** For which hosts pages are cached. */
  public static final Setting<List<String>> HOSTS =
      Setting.of(
          "cachelet.hosts",
          SettingType.list(hostPattern()),
          "*",
          "The hosts that pages are cached for, such as `shop.example.com`, `*.example.com` or"
              + " `localhost:8080`; without a port, any port; `*` alone is every host. Requests for"
              + " others go past the cache.");

  /** Which peers may say for whom they ask. */
  public static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.of(
          "cachelet.trusted-proxies",
          SettingType.list(addressRange()),
          "",
          "The addresses of the proxies whose `X-Forwarded-*` and `Forwarded` fields are true, such"
              + " as `10.0.0.0/8,::1`: scheme, host, port and prefix become part of the key, and who"
              + " the client is is hidden from the application on cached pages.");

  /** Which query parameters have no influence on pages. */
  public static final Setting<List<String>> IGNORE_PARAMS =
      Setting.of(
          "cachelet.ignore-params",
          SettingType.list(),
          "",
          "Query parameters without influence on pages, such as `utm_*,gclid,fbclid`. They are not"
              + " part of the key, and hidden from the application on cached pages.");

  /** Which cookies have no influence on pages. */
  public static final Setting<List<String>> IGNORE_COOKIES =
      Setting.of(
          "cachelet.ignore-cookies",
          SettingType.list(),
          "",
          "Cookies without influence on pages, such as `_ga*,_fbp`. They are hidden from the"
              + " application on cached pages.");

  /** Which request attributes have no influence on pages. */
  public static final Setting<List<String>> IGNORE_ATTRIBUTES =
      Setting.of(
          "cachelet.ignore-attributes",
          SettingType.list(),
          "",
          "Request attributes that filters in front set and that have no influence on pages, such"
              + " as `com.acme.trace.*`. Reading others makes a page that is not shared.");

  /** The paths of a rule. */
  public static final Setting<List<PathPattern>> PATH =
      Setting.optional(
          "cachelet.page.NAME.path",
          SettingType.list(pathPattern()),
          "The paths within the application that the rule is for; of several rules, the one with"
              + " the most specific pattern.");

  /** The exceptions of a rule. */
  public static final Setting<List<PathPattern>> EXCEPT =
      Setting.of(
          "cachelet.page.NAME.except",
          SettingType.list(pathPattern()),
          "",
          "Paths that the rule is not for, although they match.");

  /** The servlets of a rule. */
  public static final Setting<List<String>> SERVLET =
      Setting.optional(
          "cachelet.page.NAME.servlet",
          SettingType.list(),
          "The names of the servlets that the rule is for, as in web.xml or `@WebServlet`.");

  /** How long pages are fresh. */
  public static final Setting<Duration> TTL =
      Setting.optional(
              "cachelet.page.NAME.ttl",
              SettingType.duration(),
              "How long pages are fresh that do not say so themselves; without it, only pages are"
                  + " stored whose Cache-Control or Expires asks for it.")
          .fallingBackTo(DEFAULT);

  /** How long pages may be served after that while they are replaced. */
  public static final Setting<Duration> STALE_WHILE_REVALIDATE =
      ofRule(
          "stale-while-revalidate",
          SettingType.duration(),
          "0s",
          "How long after that a page is still served while a new one is made (RFC 5861).");

  /** How long pages may be served after that when making a new one fails. */
  public static final Setting<Duration> STALE_IF_ERROR =
      ofRule(
          "stale-if-error",
          SettingType.duration(),
          "0s",
          "How long after that a page is still served when making a new one fails (RFC 5861).");

  /** By which personal inputs pages may be kept apart. */
  public static final Setting<List<Input>> VARY_BY =
      ofRule(
          "vary-by",
          SettingType.list(input()),
          "",
          "What belongs to a visitor and may select one of several pages, such as `role:admin` or"
              + " `session:currency`. Headers, cookies and the locale need not be named.");

  /** The tags of the pages of a rule. */
  public static final Setting<List<String>> TAGS =
      ofRule(
          "tags",
          SettingType.list(),
          "",
          "Tags by which the pages can be invalidated, beside those that the application adds.");

  /** Whether pages are searched for secrets. */
  public static final Setting<Boolean> LEAK_GUARD =
      ofRule(
          "leak-guard",
          SettingType.flag(),
          "true",
          "Whether a page is not stored in which the id of the visitor's session, a token, a cookie"
              + " or the user's name is found.");

  /** The largest page. */
  public static final Setting<Long> MAX_BODY =
      ofRule(
          "max-body",
          SettingType.bytes("1kb", "64mb"),
          "1mb",
          "The largest body that is held back and stored; larger ones stream to the client.");

  /** What follows from what the application reads. */
  public static final Setting<LedgerMode> LEDGER =
      Setting.optional(
              "cachelet.page.NAME.ledger",
              SettingType.oneOf(LedgerMode.class),
              "What follows from what the application reads of a request while it makes a page:"
                  + " `on` selects variants and forbids to share, `off` leaves that to the"
                  + " response's own `Vary` and `Cache-Control`, `report` too, and says what `on`"
                  + " would have done. In the profile safe `on`, in rfc `off`.")
          .fallingBackTo(DEFAULT);

  /** How many variants a page has. */
  public static final Setting<Integer> MAX_VARIANTS =
      ofRule(
          "max-variants",
          SettingType.count(1, 10_000),
          "64",
          "How many variants of one page are stored; others are made each time.");

  /** How many pages a rule has. */
  public static final Setting<Integer> MAX_ENTRIES =
      ofRule(
          "max-entries",
          SettingType.count(1, 10_000_000),
          "100000",
          "How many pages and variants of the rule are stored anew within an hour; others are made"
              + " each time.");

  /** How many pages with unknown parameters a rule has. */
  public static final Setting<Integer> MAX_UNKNOWN_QUERIES =
      ofRule(
          "max-unknown-queries",
          SettingType.count(0, 1_000_000),
          "1000",
          "How many pages of the rule are stored within an hour whose query has a parameter that"
              + " the application was never seen to ask for by its name; others are made each"
              + " time.");

  /** How many pages are made at the same time. */
  public static final Setting<Integer> MAX_RENDERINGS =
      ofRule(
          "max-renderings",
          SettingType.count(0, 10_000),
          "0",
          "How many pages of the rule are made at the same time, `0` for any number. Requests"
              + " beyond get a stale page if there is one, else wait for their turn.");

  /** How long a request waits for its turn. */
  public static final Setting<Duration> RENDERING_WAIT =
      ofRule(
          "rendering-wait",
          SettingType.duration("0s", "1m"),
          "5s",
          "How long a request waits for its turn; then it is answered with 503 and `Retry-After`.");

  /** Makes the group, as a service needs it. */
  public PageSettings() {}

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        REGISTER,
        CACHE_STATUS,
        HOSTS,
        TRUSTED_PROXIES,
        IGNORE_PARAMS,
        IGNORE_COOKIES,
        IGNORE_ATTRIBUTES,
        PATH,
        EXCEPT,
        SERVLET,
        TTL,
        STALE_WHILE_REVALIDATE,
        STALE_IF_ERROR,
        VARY_BY,
        TAGS,
        LEDGER,
        LEAK_GUARD,
        MAX_BODY,
        MAX_VARIANTS,
        MAX_ENTRIES,
        MAX_UNKNOWN_QUERIES,
        MAX_RENDERINGS,
        RENDERING_WAIT);
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (String rule : settings.names(PATH)) {
      if (settings.find(PATH, rule).isEmpty() && settings.find(SERVLET, rule).isEmpty()) {
        problems.add(
            "rule cachelet.page."
                + rule
                + " matches nothing, it needs cachelet.page."
                + rule
                + ".path or cachelet.page."
                + rule
                + ".servlet");
      }
    }
    return problems;
  }

  /** Returns what follows from what the application reads, under a rule. */
  static LedgerMode ledger(Settings settings, String rule) {
    boolean rfc = settings.value(HttpSettings.PROFILE) == HttpProfile.RFC;
    return settings.find(LEDGER, rule).orElse(rfc ? LedgerMode.OFF : LedgerMode.ON);
  }

  /** Returns how much the pages of a rule may take. */
  static PageBounds bounds(Settings settings, String rule) {
    return new PageBounds(
        Math.toIntExact(settings.value(MAX_BODY, rule)),
        settings.value(MAX_VARIANTS, rule),
        settings.value(MAX_ENTRIES, rule),
        settings.value(MAX_UNKNOWN_QUERIES, rule),
        settings.value(MAX_RENDERINGS, rule),
        settings.value(RENDERING_WAIT, rule));
  }

  /** Returns the type of inputs, the words of {@code vary-by}. */
  static SettingType<Input> input() {
    return SettingType.of(
        "input",
        "one of "
            + InputKind.words()
            + ", or what is part of the key anyway: host, scheme, path, query, param:NAME; a device"
            + " or a time zone is not sent by browsers, take header:sec-ch-ua-mobile, or a cookie"
            + " that the page sets",
        PageSettings::parsedInput);
  }

  private static Input parsedInput(String text) {
    Input input = Input.parse(text);
    if (IN_KEY.contains(text) || (input.kind().equals("param") && !input.name().isEmpty())) {
      return input;
    }
    InputKind kind = InputKind.of(input);
    if (kind == null || !kind.allows(input.name())) {
      throw new IllegalArgumentException(text);
    }
    return kind == InputKind.HEADER ? kind.input(input.name().toLowerCase(Locale.ROOT)) : input;
  }

  private static SettingType<String> addressRange() {
    return SettingType.of(
        "address range",
        "10.0.0.1, 10.0.0.0/8, ::1 or fd00::/8",
        text -> {
          var unused = AddressRanges.of(List.of(text)); // refuses what is wrong
          return text;
        });
  }

  private static SettingType<String> hostPattern() {
    return SettingType.of(
        "host pattern",
        "* alone, shop.example.com, *.example.com or localhost:8080",
        text -> {
          var unused = HostPatterns.of(List.of(text)); // refuses what is wrong
          return text;
        });
  }

  private static SettingType<PathPattern> pathPattern() {
    return SettingType.of(
        "path pattern", "/exact/path, /below/**, /segment/* or *.suffix", SuspiciousPath::pattern);
  }

  private static <T> Setting<T> ofRule(
      String word, SettingType<T> type, String defaultText, String description) {
    return Setting.of("cachelet.page.NAME." + word, type, defaultText, description)
        .fallingBackTo(DEFAULT);
  }
}
