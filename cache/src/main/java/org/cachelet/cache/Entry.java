// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stored piece of content with its lifetime and what it depended on. Thread-safe; immutable but
 * for a note of how far its validity was checked.
 */
public final class Entry {
  /** This object, its parts of fixed size, and the records that Caffeine keeps of it. */
  private static final int OVERHEAD = 200;

  private static final int TAG_OVERHEAD = 4;
  private static final int INPUT_OVERHEAD = 96;
  private static final String[] NO_TAGS = {};

  private final String key;
  private final Content content;
  private final long created;
  private final long fresh;
  private final long staleWhileRevalidate;
  private final long staleIfError;
  private final int makingTime;
  private final LogPosition since;
  private final String[] tags; // sorted; a set of them would take twice the memory
  private final Set<Input> inputs;

  /** The newest position of the log at which this entry was found valid; a benign race. */
  private @Nullable LogPosition validAt;

  private Entry(Builder b) {
    this.key = b.key;
    this.content = b.content;
    this.created = b.created;
    this.fresh = b.lifetime.fresh().toMillis();
    this.staleWhileRevalidate = b.lifetime.staleWhileRevalidate().toMillis();
    this.staleIfError = b.lifetime.staleIfError().toMillis();
    this.makingTime = (int) Math.min(b.makingTime.toMillis(), Integer.MAX_VALUE);
    this.since = b.since;
    this.tags = b.tags.isEmpty() ? NO_TAGS : b.tags.stream().sorted().toArray(String[]::new);
    this.inputs = Set.copyOf(b.inputs);
  }

  /** Returns the full key, with prefix, cache and version. */
  public String key() {
    return key;
  }

  /** Returns what is stored. */
  public Content content() {
    return content;
  }

  /** Returns when the content was stored, in milliseconds since 1970. */
  public long created() {
    return created;
  }

  /** Returns the time from storing to {@code now}, both in milliseconds; never negative. */
  public long age(long now) {
    return Math.max(0, now - created);
  }

  /** Returns the lifetime that the entry was stored with. */
  public Lifetime lifetime() {
    return new Lifetime(
        Duration.ofMillis(fresh),
        Duration.ofMillis(staleWhileRevalidate),
        Duration.ofMillis(staleIfError));
  }

  /** Returns how long the making took, in milliseconds. */
  int makingMillis() {
    return makingTime;
  }

  /** Returns how long the making took. */
  public Duration makingTime() {
    return Duration.ofMillis(makingTime);
  }

  /** Returns the position in the invalidation log at which the making began. */
  public LogPosition since() {
    return since;
  }

  /** Returns the tags by which the entry can be invalidated. */
  public Set<String> tags() {
    return Set.of(tags);
  }

  /** Returns the tags without a copy; nobody changes them. */
  String[] tagArray() {
    return tags;
  }

  /** Returns the inputs that the making read. */
  public Set<Input> inputs() {
    return inputs;
  }

  /** Returns the moment in milliseconds at which freshness ends. */
  public long freshUntil() {
    return created + fresh;
  }

  /**
   * Returns what the entry may be used for.
   *
   * @param now milliseconds since 1970
   * @param softenedAt when the entry was invalidated softly, which ends its freshness early; {@link
   *     Long#MAX_VALUE} if it was not
   */
  Freshness freshness(long now, long softenedAt) {
    long freshUntil = Math.min(freshUntil(), softenedAt);
    if (now < freshUntil) { // RFC 9111 section 4.2: fresh while the lifetime exceeds the age
      return Freshness.FRESH;
    }
    if (now < freshUntil + staleWhileRevalidate) {
      return Freshness.STALE_WHILE_REVALIDATE;
    }
    return now < freshUntil + staleIfError ? Freshness.STALE_IF_ERROR : Freshness.NONE;
  }

  /** Returns whether the entry may be used when making a new one fails. */
  boolean isUsableOnError(long now) {
    return staleIfError > 0 && now < freshUntil() + staleIfError;
  }

  /** Returns the moment in milliseconds from which the entry is of no use to anybody. */
  public long usableUntil() {
    return freshUntil() + Math.max(staleWhileRevalidate, staleIfError);
  }

  /** Returns whether the entry was found valid at this very position of the log. */
  boolean wasValidAt(LogPosition position) {
    return position.equals(validAt);
  }

  /** Notes that the entry is valid at {@code position}. */
  void noteValidAt(LogPosition position) {
    validAt = position;
  }

  /** Returns this entry with other content; all else stays. */
  public Entry withContent(Content other) {
    return toBuilder(other).build();
  }

  /**
   * Returns the heap that this entry takes in a store of this process, in bytes, with the store's
   * own records of it.
   */
  public long weight() {
    long weight = OVERHEAD + Heap.ofString(key) + content.weight();
    for (String tag : tags) {
      weight += TAG_OVERHEAD + Heap.ofString(tag);
    }
    return weight + (long) INPUT_OVERHEAD * inputs.size();
  }

  /** Returns a builder with this entry's parts. */
  public Builder toBuilder() {
    return toBuilder(content);
  }

  private Builder toBuilder(Content kept) {
    Builder builder = new Builder(key, kept);
    builder.created = created;
    builder.lifetime = lifetime();
    builder.makingTime = makingTime();
    builder.since = since;
    builder.tags = tags();
    builder.inputs = inputs;
    return builder;
  }

  /** Collects the parts of an entry. Used by one thread. */
  public static final class Builder {
    private final String key;
    private final Content content;
    private long created;
    private Lifetime lifetime = Lifetime.of(Duration.ZERO);
    private Duration makingTime = Duration.ZERO;
    private LogPosition since = LogPosition.START;
    private Set<String> tags = Set.of();
    private Set<Input> inputs = Set.of();

    /** Begins an entry of no lifetime, made in no time, without tags and inputs. */
    public Builder(String key, Content content) {
      this.key = key;
      this.content = content;
    }

    /** Sets when the content was stored, in milliseconds since 1970. */
    public Builder created(long millis) {
      created = millis;
      return this;
    }

    /** Sets how long the entry may be used. */
    public Builder lifetime(Lifetime value) {
      lifetime = value;
      return this;
    }

    /** Sets how long the making took. */
    public Builder makingTime(Duration value) {
      makingTime = value;
      return this;
    }

    /** Sets the position in the invalidation log at which the making began. */
    public Builder since(LogPosition value) {
      since = value;
      return this;
    }

    /** Sets the tags by which the entry can be invalidated. */
    public Builder tags(Set<String> value) {
      tags = Tags.checked(value);
      return this;
    }

    /** Sets the inputs that the making read. */
    public Builder inputs(Set<Input> value) {
      inputs = value;
      return this;
    }

    /** Returns the entry. */
    public Entry build() {
      return new Entry(this);
    }
  }
}
