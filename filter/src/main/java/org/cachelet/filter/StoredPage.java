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
import org.cachelet.cache.Heap;
import org.cachelet.cache.Hole;
import org.cachelet.filter.http.Age;
import org.cachelet.filter.http.CacheControl;
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

  private static final int OBJECTS = 200;

  /** The compressed form shares the values of most fields with the other. */
  private static final int GZIP_OBJECTS = 320;

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

  private final int status;
  private final long initialAge;
  private final Form identity;
  private final @Nullable Form gzip;
  private final PageTerms terms;
  private final @Nullable PageHoles holes;

  private StoredPage(
      int status, long initialAge, Form identity, @Nullable Form gzip, PageTerms terms) {
    this(status, initialAge, identity, gzip, terms, null);
  }

  private StoredPage(
      int status,
      long initialAge,
      Form identity,
      @Nullable Form gzip,
      PageTerms terms,
      @Nullable PageHoles holes) {
    this.status = status;
    this.initialAge = initialAge;
    this.identity = identity;
    this.gzip = gzip;
    this.terms = terms;
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
    HttpFields shared = isCompressible(own, body) ? varied(own) : own;
    byte[] compressed = isCompressible(own, body) ? Gzip.compressed(body) : body;
    Form identity = Form.of(status, shared, body, received);
    Form gzip =
        compressed.length < body.length
            ? Form.of(status, encoded(shared), compressed, received)
            : null;
    return new StoredPage(
        status, initialAge(status, fields, received), identity, gzip, PageTerms.of(fields));
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
    HttpFields fields = identity.fields();
    boolean compressible = isCompressible(fields, identity.body());
    return new StoredPage(
        status,
        initialAge,
        identity,
        null,
        terms,
        PageHoles.of(identity.body(), filled, places, compressible));
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
    HttpFields own = stored(fields, identity.body(), received);
    HttpFields shared = gzip == null ? own : varied(own);
    Form packed = gzip == null ? null : Form.of(status, encoded(shared), gzip.body(), received);
    boolean tagged = terms.ownTag() || !fields.all("ETag").equals(identity.fields().all("ETag"));
    return new StoredPage(
        status,
        initialAge(status, fields, received),
        Form.of(status, shared, identity.body(), received),
        packed,
        terms.tagged(tagged),
        holes);
  }

  /** Returns this page with what was found out of how long it may be served stale. */
  StoredPage permitting(RequestCacheControl.Staleness staleness, Duration staleIfError) {
    PageTerms permitted = new PageTerms(terms.ownTag(), staleness, staleIfError);
    return new StoredPage(status, initialAge, identity, gzip, permitted, holes);
  }

  /**
   * Returns the page that had these parts.
   *
   * @throws IllegalArgumentException if its fields have no valid ETag, or its holes do not fit into
   *     the body
   */
  static StoredPage of(Parts parts) {
    HttpFields fields = parts.fields();
    byte[] compressed = parts.gzip();
    StoredPage plain =
        new StoredPage(
            parts.status(),
            parts.initialAge(),
            parts.form(fields, parts.body()),
            compressed == null ? null : parts.form(encoded(fields), compressed),
            parts.terms());
    return parts.holes().isEmpty() ? plain : plain.with(parts.holes(), parts.places());
  }

  /** Returns what the page is made of. */
  Parts parts() {
    return new Parts(
        status,
        initialAge,
        identity.fields(),
        identity.validators().lastModified(),
        identity.body(),
        gzip == null ? null : gzip.body(),
        terms,
        holes == null ? List.of() : holes.holes(),
        holes == null ? new int[0] : holes.places());
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
  Form form(boolean acceptsGzip) {
    return acceptsGzip && gzip != null ? gzip : identity;
  }

  /** Returns the compressed form, if it is smaller than the other. */
  Optional<Form> gzip() {
    return Optional.ofNullable(gzip);
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
    OwnValidators all = OwnValidators.of(identity.fields(), now);
    return terms.ownTag() ? all : new OwnValidators(null, all.lastModified());
  }

  @Override
  public long weight() {
    long plain = OBJECTS + identity.fields().weight() + Heap.ofArray(identity.body().length);
    long ofHoles = holes == null ? 0 : holes.weight();
    return gzip == null ? plain + ofHoles : plain + GZIP_OBJECTS + Heap.ofArray(gzip.body().length);
  }

  /** Returns the age that a response had when it came, in seconds (RFC 9111 section 4.2.3). */
  private static long initialAge(int status, HttpFields fields, Instant received) {
    return Age.initial(new ResponseFacts(status, fields, received)).toSeconds();
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

  private static HttpFields encoded(HttpFields fields) {
    EntityTag tag = fields.first("ETag").flatMap(EntityTag::parse).orElseThrow();
    return fields
        .without("ETag")
        .with("ETag", tag.forCoding("gzip").text()) // RFC 9110 section 8.8.3.3
        .with("Content-Encoding", "gzip");
  }

  /**
   * One of the forms of a page.
   *
   * @param fields all fields but Age and Content-Length
   * @param body the bytes
   * @param validators what it can be validated by
   * @param added which of the fields' lines are {@link AddedLines}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Form(HttpFields fields, byte[] body, Validators validators, long added) {
    static Form of(int status, HttpFields fields, byte[] body, Instant received) {
      return of(fields, body, Validators.of(new ResponseFacts(status, fields, received)));
    }

    static Form of(HttpFields fields, byte[] body, Validators validators) {
      return new Form(fields, body, validators, AddedLines.of(fields));
    }

    /** Returns whether a line of the fields is added to what the response has of that name. */
    boolean isAdded(int line) {
      return AddedLines.contain(added, fields, line);
    }
  }

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
      int[] places) {

    private Form form(HttpFields own, byte[] bytes) {
      EntityTag tag =
          own.first("ETag")
              .flatMap(EntityTag::parse)
              .orElseThrow(() -> new IllegalArgumentException("a page has no valid ETag"));
      return Form.of(own, bytes, new Validators(status, tag, lastModified));
    }
  }
}
