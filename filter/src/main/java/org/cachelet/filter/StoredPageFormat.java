// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cachelet.cache.Content;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleCodec;
import org.cachelet.cache.Lifetime;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;
import org.cachelet.filter.http.HttpFields;
import org.cachelet.filter.http.RequestCacheControl.Staleness;

/**
 * How pages are written: status, age, modification date, terms, fields, and the body once,
 * compressed if the page has a compressed form. Thread-safe.
 */
public final class StoredPageFormat implements ContentFormat {
  /** The first byte. Pages once began with their status instead, whose first byte is over 127. */
  private static final int LAYOUT = 3;

  private static final int OWN_TAG = 1;
  private static final int NEVER_STALE = 2;
  private static final int PLAIN = 0;
  private static final int GZIP = 1;
  private static final int HEAD_BYTES = 1_000;
  private static final int LAST_STATUS = 999;
  private static final int MOST_LINES = 10_000;
  private static final int MOST_HOLES = 10_000;
  private static final int LONGEST_BODY = 4 << 20;
  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** Makes the format, as a service needs it. */
  public StoredPageFormat() {}

  @Override
  public int number() {
    return 16;
  }

  @Override
  public boolean writes(Content content) {
    return content instanceof StoredPage;
  }

  @Override
  public boolean isCompact() {
    return true;
  }

  @Override
  public byte[] write(Content content) {
    StoredPage.Parts page = ((StoredPage) content).parts();
    if (page.body().length > LONGEST_BODY) {
      throw new CodecException(
          "the page has " + page.body().length + " bytes, allowed are " + LONGEST_BODY);
    }
    byte[] gzip = page.holes().isEmpty() ? page.gzip() : Gzip.compressed(page.body());
    byte[] body = gzip == null ? page.body() : gzip;
    BinaryWriter writer = new BinaryWriter(HEAD_BYTES + body.length);
    writer.octet(LAYOUT).number(page.status()).number(page.initialAge());
    writer.number(page.lastModified().getEpochSecond());
    writeTerms(page.terms(), writer);
    writeFields(page.fields(), writer);
    writeHoles(page, writer);
    writer.octet(gzip == null ? PLAIN : GZIP).number(page.body().length).raw(body);
    return writer.toBytes();
  }

  @Override
  public Content read(byte[] bytes) {
    return read(new BinaryReader(bytes));
  }

  @Override
  public Content read(BinaryReader reader) {
    if (reader.octet() != LAYOUT) {
      throw new CodecException("the page has another layout than " + LAYOUT);
    }
    int status = (int) reader.number(LAST_STATUS);
    long initialAge = reader.number();
    Instant lastModified = readDate(reader);
    PageTerms terms = readTerms(reader);
    HttpFields fields = readFields(reader);
    int[] places = new int[reader.count(MOST_HOLES)];
    List<Hole> holes = readHoles(reader, places);
    boolean compressed = reader.number(GZIP) == GZIP;
    int length = (int) reader.number(LONGEST_BODY);
    byte[] rest = reader.rest();
    byte[] body = compressed ? Gzip.expanded(rest, length) : rest;
    if (body.length != length) {
      throw new CodecException("a page has " + body.length + " bytes instead of " + length);
    }
    byte[] gzip = compressed && holes.isEmpty() ? rest : null;
    try {
      return StoredPage.of(
          new StoredPage.Parts(
              status, initialAge, fields, lastModified, body, gzip, terms, holes, places));
    } catch (IllegalArgumentException e) {
      throw new CodecException("the fields or holes are not those of a page", e);
    }
  }

  private static void writeHoles(StoredPage.Parts page, BinaryWriter writer) {
    writer.number(page.holes().size());
    for (int i = 0; i < page.places().length; i++) {
      writer.number(page.places()[i]);
      HoleCodec.write(page.holes().get(i), writer);
    }
  }

  private static List<Hole> readHoles(BinaryReader reader, int[] places) {
    List<Hole> holes = new ArrayList<>(places.length);
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) reader.number(LONGEST_BODY);
      holes.add(HoleCodec.read(reader));
    }
    return holes;
  }

  private static Instant readDate(BinaryReader reader) {
    long second = reader.number();
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      throw new CodecException("a page was modified in second " + second);
    }
    return Instant.ofEpochSecond(second);
  }

  private static void writeTerms(PageTerms terms, BinaryWriter writer) {
    int own = terms.ownTag() ? OWN_TAG : 0;
    int fixed = terms.staleness() == Staleness.FORBIDDEN ? NEVER_STALE : 0;
    writer.octet(own | fixed).number(terms.staleIfError().toMillis());
  }

  private static PageTerms readTerms(BinaryReader reader) {
    int flags = (int) reader.number(OWN_TAG | NEVER_STALE);
    Staleness staleness = (flags & NEVER_STALE) == 0 ? Staleness.ALLOWED : Staleness.FORBIDDEN;
    Duration staleIfError = Duration.ofMillis(reader.number(Lifetime.MAX.toMillis()));
    return new PageTerms((flags & OWN_TAG) != 0, staleness, staleIfError);
  }

  private static void writeFields(HttpFields fields, BinaryWriter writer) {
    writer.number(fields.size());
    for (int line = 0; line < fields.size(); line++) {
      writer.text(fields.name(line)).text(fields.value(line));
    }
  }

  private static HttpFields readFields(BinaryReader reader) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int left = reader.count(MOST_LINES); left > 0; left--) {
      fields.add(reader.text(), reader.text());
    }
    return fields.build();
  }
}
