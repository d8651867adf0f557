// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects with Kryo, and makes from bytes only what was allowed by name.
 *
 * <p>Texts, numbers, times, collections and other values of the JDK are always allowed. Classes,
 * records and enums of the application are allowed by patterns: a class name ({@code
 * com.acme.Order}, with the classes nested in it), a package ({@code com.acme.model.*}) or a
 * package with all below it ({@code com.acme.model.**}). The name is asked about before the class
 * is loaded, on writing too, so that a missing pattern shows when a value is put for the first
 * time.
 *
 * <p>Fields and record components may be added and removed between releases; one whose type changed
 * is refused. Shared references and cycles are kept. Objects may be nested 64 deep. Bytes are never
 * believed: sizes are checked before anything is allocated.
 *
 * <p>Safe for use by several threads. Needs {@code com.esotericsoftware:kryo} at run time; with
 * {@code -Dkryo.unsafe=false} it uses no Unsafe, and newer JDKs print no warning.
 */
public final class KryoCodec implements ValueCodec {
  /** The setting that lists the patterns of {@link Builder#allow}. */
  public static final String ALLOW = "cachelet.codec.allow";

  /** The setting for {@link Builder#maxBytes}. */
  public static final String MAX_BYTES = "cachelet.codec.max-bytes";

  private static final int DEFAULT_MAX_BYTES = 4 * 1024 * 1024;

  private final KryoPool pool;

  private KryoCodec(KryoPool pool) {
    this.pool = pool;
  }

  /**
   * Returns a codec that allows the classes matching these patterns, with all else by default.
   *
   * @throws IllegalArgumentException if a pattern is malformed, too broad, or names denied types
   * @throws CodecException if Kryo is not on the class path
   */
  public static KryoCodec allowing(Collection<String> patterns) {
    return builder().allow(patterns).build();
  }

  /** Returns a builder that allows nothing but values of the JDK. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public byte[] encode(Object value) {
    requireNonNull(value, "value");
    return with(kryo -> kryo.write(value), "the value cannot be written");
  }

  @Override
  public Object decode(byte[] bytes) {
    requireNonNull(bytes, "bytes");
    return with(kryo -> kryo.read(bytes), "the bytes do not hold a value");
  }

  /** Runs this with a Kryo, which is kept only if nothing was thrown. */
  private <R> R with(Function<CodecKryo, R> action, String failure) {
    CodecKryo kryo = pool.borrow();
    try {
      R result = action.apply(kryo);
      pool.giveBack(kryo);
      return result;
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      throw new CodecException(failure + ": " + CodecException.printable(e.toString()), e);
    }
  }

  /** Collects what a codec allows; not safe for use by several threads. */
  public static final class Builder {
    private List<String> patterns = List.of();
    private @Nullable AllowList allowList;
    private CodecRules rules = new CodecRules(DEFAULT_MAX_BYTES, MAX_BYTES, false);
    private ClassLoader loader = defaultLoader();

    private Builder() {}

    /** Allows the classes that match one of these patterns; without it, none of the application. */
    public Builder allow(Collection<String> patterns) {
      this.patterns = List.copyOf(patterns);
      return this;
    }

    /** Allows what this list allows, from where it loads it, instead of patterns. */
    public Builder allow(AllowList allowList) {
      this.allowList = allowList;
      return this;
    }

    /** Sets the most bytes that a value may take, more than zero; 4 MB by default. */
    public Builder maxBytes(int maxBytes) {
      return maxBytes(maxBytes, MAX_BYTES);
    }

    /**
     * Sets the most bytes that a value may take, more than zero.
     *
     * @param setting the key of the setting that says so, for messages
     */
    public Builder maxBytes(int maxBytes, String setting) {
      if (maxBytes <= 0) {
        throw new IllegalArgumentException(setting + "=" + maxBytes + ": must be more than 0");
      }
      rules = new CodecRules(maxBytes, setting, rules.exact());
      return this;
    }

    /**
     * Writes equal values alike where that is possible, so that their bytes tell whether a value
     * has changed: sets and maps without an order are sorted if their keys are texts, numbers, enum
     * constants and the like. Maps in the order of access are refused, as that order would be lost.
     * It takes a little longer.
     */
    public Builder exact() {
      rules = new CodecRules(rules.maxBytes(), rules.maxBytesSetting(), true);
      return this;
    }

    /** Sets where classes are looked for; by default in the context class loader of this thread. */
    public Builder classLoader(ClassLoader loader) {
      this.loader = requireNonNull(loader, "loader");
      return this;
    }

    /**
     * Returns the codec.
     *
     * @throws IllegalArgumentException if a pattern is malformed, too broad, or names denied types
     * @throws CodecException if Kryo is not on the class path
     */
    public KryoCodec build() {
      AllowList allowed = allowList != null ? allowList : new AllowList(patterns, loader);
      try {
        return new KryoCodec(pool(allowed));
      } catch (LinkageError e) {
        throw new CodecException(
            "objects become bytes by com.esotericsoftware:kryo:5.6.2, which must be on the"
                + " class path with reflectasm 1.11.9, objenesis 3.4 and minlog 1.3.1: "
                + e,
            e);
      }
    }

    private KryoPool pool(AllowList allowList) {
      KnownTypes types = new KnownTypes(allowList);
      int size = 2 * Runtime.getRuntime().availableProcessors();
      CodecRules rules = this.rules;
      KryoPool pool = new KryoPool(() -> new CodecKryo(types, rules), size);
      pool.giveBack(pool.borrow()); // shows now that nothing is missing
      return pool;
    }

    private static ClassLoader defaultLoader() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context != null ? context : requireNonNull(KryoCodec.class.getClassLoader());
    }
  }
}
