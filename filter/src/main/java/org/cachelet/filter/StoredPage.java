// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.cachelet.cache.Content;
import org.cachelet.cache.Hole;
import org.cachelet.filter.http.Age;
import org.cachelet.filter.http.CacheControl;
import org.cachelet.filter.http.Canonical;
import org.cachelet.filter.http.EntityTag;
import org.cachelet.filter.http.Freshening;
import org.cachelet.filter.http.HttpDate;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.OwnValidators;
import org.cachelet.filter.http.RequestCacheControl;
import org.cachelet.filter.http.ResponseFacts;
import org.cachelet.filter.http.Validators;
import org.jspecify.annotations.Nullable;

/**
 * A stored response: status, end-to-end fields, and the body as the application wrote it and
 * compressed. Immutable, so thread-safe.
 */
final class StoredPage implements Content {
  /** Below this size compressing saves no packet. */
  private static final int COMPRESS_FROM = 860;

  /** Hexadecimal digits of the digest in an ETag: 128 bits. */
  private static final int ETAG_LENGTH = 32;

  /** The status of what has parts, and can be validated. */
  private static final int RANGED = 200;

  private static final int OBJECTS = 72;

  /** The compressed form, whose fields are the other's but for its ETag. */
  private static final int GZIP_OBJECTS = 104;

  /** Fields of the connection (RFC 9110 section 7.6.1), and those that each response gets anew. */
  private static final Set<String> NOT_STORED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NOT_STORED.addAll(
        List.of(
            "Age",
            "Connection",
            "Content-Length",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authentication-Info",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade"));
  }

  /** As many as rules and responses differ in. */
  private static final Canonical<PageTerms> TERMS = new Canonical<>(100);

  private final int status;
  private final int initialAge;
  private final long lastModified;
  private final PageForm plain;
  private final @Nullable PageForm packed;
  private final PageTerms terms;
  private final @Nullable PageHoles holes;

  private StoredPage(
      Head head, PageForm plain, @Nullable PageForm packed, @Nullable PageHoles holes) {
    this.status = head.status;
    this.initialAge = (int) Math.min(head.initialAge, Integer.MAX_VALUE);
    this.lastModified = head.lastModified;
    this.terms = TERMS.of(head.terms);
    this.plain = plain;
    this.packed = packed;
    this.holes = holes;
  }

  /**
   * Returns the page for a response of the application, with a Date, an ETag, and a compressed form
   * if that is smaller.
   *
   * @param received when the response was complete
   */
  static StoredPage of(int status, HttpFields fields, byte[] body, Instant received) {
    HttpFields own = stored(fields, body, received);
    if (status == RANGED && !own.contains("Accept-Ranges")) {
      own = own.with("Accept-Ranges", "bytes"); // RFC 9110 section 14.3
    }
    boolean compressible = isCompressible(own, body);
    HttpFields fieldsOfAll = (compressible ? varied(own) : own).sharingNames();
    byte[] compressed = compressible ? Gzip.compressed(body) : body;
    Head head =
        new Head(
            status,
            initialAge(status, fields, received),
            lastModified(status, fieldsOfAll, received),
            PageTerms.of(fields));
    return new StoredPage(
        head,
        PageForm.plain(fieldsOfAll, body),
        compressed.length < body.length ? packed(fieldsOfAll, compressed) : null,
        null);
  }

  /**
   * Returns the page for a response of the application with holes in its body; its bytes are of no
   * use without what stands there, so it has no compressed form as a whole.
   *
   * @param received when the response was complete
   */
  static StoredPage of(int status, HttpFields fields, PageHoles.Cut cut, Instant received) {
    StoredPage plain = of(status, fields, cut.body(), received);
    return cut.holes().isEmpty() ? plain : plain.with(cut.holes(), cut.places());
  }

  private StoredPage with(List<Hole> filled, int[] places) {
    byte[] body = plain.body();
    boolean compressible = isCompressible(plain.fields(), body);
    return new StoredPage(head(), plain, null, PageHoles.of(body, filled, places, compressible));
  }

  /** Returns the holes, if there are any. */
  Optional<PageHoles> holes() {
    return Optional.ofNullable(holes);
  }

  /**
   * Returns this page after the application confirmed it: the bytes stay, the fields are new.
   *
   * @param fields the fields of this page, changed as {@link Freshening} says
   * @param received when it was confirmed
   */
  StoredPage freshened(HttpFields fields, Instant received) {
    HttpFields own = stored(fields, plain.body(), received);
    HttpFields ofAll = (packed == null ? own : varied(own)).sharingNames();
    boolean tagged = terms.ownTag() || !fields.all("ETag").equals(plain.fields().all("ETag"));
    Head head =
        new Head(
            status,
            initialAge(status, fields, received),
            lastModified(status, ofAll, received),
            terms.tagged(tagged));
    return new StoredPage(
        head,
        plain.with(ofAll, null),
        packed == null ? null : packed.with(ofAll, packedTag(ofAll)),
        holes);
  }

  /** Returns this page with what was found out of how long it may be served stale. */
  StoredPage permitting(RequestCacheControl.Staleness staleness, Duration staleIfError) {
    PageTerms permitted = new PageTerms(terms.ownTag(), staleness, staleIfError);
    return new StoredPage(
        new Head(status, initialAge, lastModified, permitted), plain, packed, holes);
  }

  /**
   * Returns the page that had these parts.
   *
   * @throws IllegalArgumentException if its fields have no valid ETag, or its holes do not fit into
   *     the body
   */
  static StoredPage of(Parts parts) {
    HttpFields fields = parts.fields().sharingNames();
    if (fields.first("ETag").flatMap(EntityTag::parse).isEmpty()) {
      throw new IllegalArgumentException("a page has no valid ETag");
    }
    byte[] compressed = parts.gzip();
    Head head =
        new Head(
            parts.status(),
            parts.initialAge(),
            parts.lastModified().getEpochSecond(),
            parts.terms());
    PageForm plain = PageForm.plain(fields, parts.body());
    StoredPage page =
        new StoredPage(head, plain, compressed == null ? null : packed(fields, compressed), null);
    return parts.holes().isEmpty() ? page : page.with(parts.holes(), parts.places());
  }

  /** Returns what the page is made of. */
  Parts parts() {
    return new Parts(
        status,
        initialAge,
        plain.fields(),
        Instant.ofEpochSecond(lastModified),
        plain.body(),
        packed == null ? null : packed.body(),
        terms,
        holes == null ? List.of() : holes.holes(),
        holes == null ? new int[0] : holes.places());
  }

  private Head head() {
    return new Head(status, initialAge, lastModified, terms);
  }

  /** Returns the status code. */
  int status() {
    return status;
  }

  /**
   * Returns the Age that the response had when it was stored, in seconds (RFC 9111 section 5.1).
   */
  long initialAge() {
    return initialAge;
  }

  /** Returns the form for a request. */
  PageForm form(boolean acceptsGzip) {
    return acceptsGzip && packed != null ? packed : plain;
  }

  /** Returns the compressed form, if it is smaller than the other. */
  Optional<PageForm> gzip() {
    return Optional.ofNullable(packed);
  }

  /** Returns what a form of this page can be validated by. */
  Validators validators(PageForm form) {
    EntityTag tag = EntityTag.parse(form.tag()).orElse(null);
    return new Validators(status, tag, Instant.ofEpochSecond(lastModified));
  }

  /** Returns what this page permits beyond its freshness. */
  PageTerms terms() {
    return terms;
  }

  /** Returns the validators by which the application can be asked whether this page holds. */
  OwnValidators ownValidators(Instant now) {
    if (status != RANGED) { // RFC 9110 section 13.2.1: conditions are for what would be a 200
      return OwnValidators.NONE;
    }
    OwnValidators all = OwnValidators.of(plain.fields(), now);
    return terms.ownTag() ? all : new OwnValidators(null, all.lastModified());
  }

  @Override
  public long weight() {
    long ofHoles = holes == null ? 0 : holes.weight();
    long ofPacked = packed == null ? 0 : GZIP_OBJECTS + packed.weight();
    return OBJECTS + plain.fields().weight() + plain.weight() + ofPacked + ofHoles;
  }

  /** Returns the age that a response had when it came, in seconds (RFC 9111 section 4.2.3). */
  private static long initialAge(int status, HttpFields fields, Instant received) {
    return Age.initial(new ResponseFacts(status, fields, received)).toSeconds();
  }

  /** Returns the second by which a response can be validated. */
  private static long lastModified(int status, HttpFields fields, Instant received) {
    ResponseFacts response = new ResponseFacts(status, fields, received);
    return Validators.of(response).lastModified().getEpochSecond();
  }

  private static HttpFields stored(HttpFields fields, byte[] body, Instant received) {
    Set<String> dropped = new TreeSet<>(NOT_STORED);
    fields.members("Connection").forEach(dropped::add); // RFC 9111 section 3.1
    HttpFields.Builder kept = HttpFields.builder();
    for (int line = 0; line < fields.size(); line++) {
      if (!dropped.contains(fields.name(line))) {
        kept.add(fields.name(line), fields.value(line));
      }
    }
    if (!fields.contains("Date")) {
      kept.add("Date", HttpDate.format(received)); // RFC 9110 section 6.6.1
    }
    HttpFields stored = kept.build();
    return stored.first("ETag").flatMap(EntityTag::parse).isPresent()
        ? stored
        : stored.with("ETag", '"' + DigestUtils.sha256Hex(body).substring(0, ETAG_LENGTH) + '"');
  }

  private static boolean isCompressible(HttpFields fields, byte[] body) {
    return body.length >= COMPRESS_FROM
        && !fields.contains("Content-Encoding")
        && !fields.contains("Content-Range")
        && !CacheControl.parse(fields.all("Cache-Control")).noTransform()
        && fields.first("Content-Type").filter(StoredPage::isText).isPresent();
  }

  private static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/javascript")
        || type.startsWith("application/xml")
        || type.startsWith("image/svg")
        || type.contains("+xml")
        || type.contains("+json");
  }

  /** Returns fields that tell other caches of the two forms (RFC 9110 section 12.5.5). */
  private static HttpFields varied(HttpFields fields) {
    boolean told = fields.members("Vary").stream().anyMatch("Accept-Encoding"::equalsIgnoreCase);
    return told ? fields : fields.and("Vary", "Accept-Encoding");
  }

  private static PageForm packed(HttpFields plain, byte[] bytes) {
    return PageForm.packed(plain, packedTag(plain), bytes);
  }

  /** Returns the tag of the compressed form, which differs (RFC 9110 section 8.8.3.3). */
  private static String packedTag(HttpFields plain) {
    EntityTag tag = plain.first("ETag").flatMap(EntityTag::parse).orElseThrow();
    return tag.forCoding("gzip").text();
  }

  /** What is known of a page beside its forms. */
  private record Head(int status, long initialAge, long lastModified, PageTerms terms) {}

  /**
   * What a page is made of; all else follows from it.
   *
   * @param initialAge in seconds
   * @param fields those of the form that is not compressed
   * @param lastModified what both forms can be validated by
   * @param body the bytes that are not compressed
   * @param gzip the same compressed; null if that is not smaller
   * @param terms what it permits beyond its freshness
   * @param holes its holes, in order
   * @param places before which byte of the body each stands
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Parts(
      int status,
      long initialAge,
      HttpFields fields,
      Instant lastModified,
      byte[] body,
      byte @Nullable [] gzip,
      PageTerms terms,
      List<Hole> holes,
      int[] places) {}
}
