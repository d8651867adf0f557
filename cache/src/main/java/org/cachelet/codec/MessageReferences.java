// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The objects of one message that can be referred to, with the work that each stands for.
 *
 * <p>A few references can stand for an endless graph: thirty sets, each holding the one before
 * twice, take 2^30 steps to hash. So the work of an object is the number of bytes it would have
 * taken without references.
 */
@SuppressWarnings("rawtypes") // as Kryo declares them
final class MessageReferences extends MapReferenceResolver {
  private static final int KEPT = 2048;
  private static final long MOST_WORK = 1L << 40; // so that sums never overflow

  private final KnownTypes types;
  private final List<Object> open = new ArrayList<>();
  private long[] work = new long[64];
  private long position;
  private long repeated;

  /** Keeps references to objects of these types, where they matter. */
  MessageReferences(KnownTypes types) {
    super(KEPT);
    this.types = types;
  }

  @Override
  public boolean useReferences(Class type) {
    return types.of(type).isShared();
  }

  /** Marks an object that can be made only after its parts, so must not be among them. */
  void open(Object whole) {
    open.add(whole);
  }

  /** Ends what {@link #open} began. */
  void close() {
    open.remove(open.size() - 1);
  }

  @Override
  public int getWrittenId(Object object) {
    int id = super.getWrittenId(object);
    if (id >= 0 && open.stream().anyMatch(whole -> whole == object)) {
      throw new CodecException(
          object.getClass().getName()
              + " contains itself; a record or an immutable collection cannot be made before its"
              + " parts, so use a class for one of the objects on the way");
    }
    return id;
  }

  /** Notes where the next object starts. */
  void startAt(long position) {
    this.position = position;
  }

  /** Returns the number that the next object will get. */
  int next() {
    return readObjects.size();
  }

  /** Returns the bytes that the references read so far have saved. */
  long repeated() {
    return repeated;
  }

  /** Notes the work that a complete object stands for. */
  void complete(int id, long bytes) {
    work[id] = Math.min(bytes, MOST_WORK);
  }

  @Override
  public int nextReadId(Class type) {
    int id = super.nextReadId(type);
    if (id == work.length) {
      work = Arrays.copyOf(work, 2 * id);
    }
    work[id] = ~position; // negative while it is being read
    return id;
  }

  @Override
  public Object getReadObject(Class type, int id) {
    if (id < 0 || id >= readObjects.size()) {
      throw new CodecException("the bytes refer to an object that they did not hold");
    }
    Object object = super.getReadObject(type, id);
    if (object == null) {
      throw new CodecException("the bytes hold an object that is a part of itself");
    }
    repeated += work[id] < 0 ? position - ~work[id] : work[id];
    return object;
  }

  @Override
  public void reset() {
    super.reset();
    repeated = 0;
    if (work.length > KEPT) {
      work = new long[KEPT];
    }
  }
}
