// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of pages that are made once and used by many: what the tags of JSP and Thymeleaf are built
 * on, and what any other template engine can use. Thread-safe.
 *
 * <pre>{@code
 * Fragment sidebar = Fragment.named("sidebar").vary(category.id()).tags("catalog");
 * caches.fragments().write(sidebar, InputSource.NONE, out, body -> engine.process("sidebar", body));
 * }</pre>
 *
 * <p>Among all who miss a fragment at the same time one makes it. A stale one is made anew by one
 * request while the others use it as it is. What the making depended on is handed up to the page or
 * fragment around, in which it is a part; a fragment that read an input of the request that is not
 * in its key is not stored.
 */
public final class FragmentCache {
  private static final System.Logger LOG = System.getLogger(FragmentCache.class.getName());
  private static final int MAX_TOLD = 500;

  private final EntryCache entries;
  private final CalmLog failures;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  FragmentCache(EntryCache entries, CalmLog failures) {
    this.entries = entries;
    this.failures = failures;
  }

  /**
   * Writes a fragment, made if need be. Its holes are kept in the content around it, if that can
   * have holes.
   *
   * @throws X what the body throws, unless {@link Fragment#onError} says otherwise
   * @throws IllegalArgumentException if an input that it varies by has no value that can be written
   */
  public <X extends Exception> void write(
      Fragment fragment, InputSource inputs, Writer out, FragmentBody<X> body)
      throws X, IOException {
    get(fragment, inputs, body).writeTo(out, FragmentCache::noFiller);
  }

  /**
   * Returns a fragment, made if need be.
   *
   * @throws X what the body throws, unless {@link Fragment#onError} says otherwise
   * @throws IllegalArgumentException if an input that it varies by has no value that can be written
   */
  public <X extends Exception> FragmentText get(
      Fragment fragment, InputSource inputs, FragmentBody<X> body) throws X, IOException {
    try (FragmentMaking making = open(fragment, inputs)) {
      return making.isFound() ? making.found() : making.make(body);
    }
  }

  /**
   * Returns a fragment that needs not be made, as a part of what this thread is making; empty if
   * {@link #open} has to be asked. Nobody waits for those who only look.
   *
   * @throws IllegalArgumentException if an input that it varies by has no value that can be written
   */
  public Optional<FragmentText> find(Fragment fragment, InputSource inputs) {
    String key = fragment.key(inputs);
    Lookup lookup = entries.peek(key);
    if (!isFresh(lookup)) {
      return Optional.empty();
    }
    entries.count(lookup, key);
    return Optional.of(FragmentMaking.found(this, fragment, lookup.found()).found());
  }

  /**
   * Looks a fragment up, or gives the turn to make it, for template engines that do not hand over
   * the body as one piece of code. To be closed.
   *
   * @throws IllegalArgumentException if an input that it varies by has no value that can be written
   */
  public FragmentMaking open(Fragment fragment, InputSource inputs) {
    String key = fragment.key(inputs);
    Lookup lookup = entries.lookup(key);
    if (isFresh(lookup)) {
      return FragmentMaking.found(this, fragment, lookup.found());
    }
    return lookup.isUsable() && isText(lookup.found())
        ? openStale(fragment, key, lookup)
        : openMissing(fragment, key, lookup);
  }

  /**
   * Looks up the fragments of a list, in one go. To be closed, so that those that were made are
   * stored, in one go.
   *
   * @throws IllegalArgumentException if an input that one varies by has no value that can be
   *     written
   */
  public FragmentList openAll(List<Fragment> fragments, InputSource inputs) {
    return new FragmentList(this, fragments, inputs);
  }

  /** Invalidates all fragments with a name and these values in {@code vary}; all, if without. */
  @CanIgnoreReturnValue
  public Delivery invalidate(String name, @Nullable Object... vary) {
    String tag = Fragment.named(name).vary(vary).tag();
    return entries.invalidate(Invalidation.ofTags(Set.of(tag), Invalidation.Depth.HARD));
  }

  private FragmentMaking openStale(Fragment fragment, String key, Lookup lookup) {
    Flight flight = entries.join(key);
    if (flight.role() == Flight.Role.LEADER) {
      return begun(fragment, key, flight, lookup);
    }
    flight.close();
    return FragmentMaking.found(this, fragment, lookup.found());
  }

  private FragmentMaking openMissing(Fragment fragment, String key, Lookup lookup) {
    Turn turn = Turn.await(entries, key, FragmentCache::isText);
    Optional<Entry> found = turn.found();
    if (found.isPresent()) {
      turn.flight().close();
      return FragmentMaking.found(this, fragment, found.get());
    }
    return begun(fragment, key, turn.flight(), lookup);
  }

  private FragmentMaking begun(Fragment fragment, String key, Flight flight, Lookup fallback) {
    return FragmentMaking.begun(
        this,
        fragment,
        new FragmentMaking.Turn(entries, entries.begin(key), flight, fallback, null));
  }

  static boolean isFresh(Lookup lookup) {
    return lookup.freshness() == Freshness.FRESH
        && !lookup.isRenewalDue()
        && isText(lookup.found());
  }

  static boolean isText(Entry entry) {
    return entry.content() instanceof FragmentText;
  }

  EntryCache entries() {
    return entries;
  }

  /** Says once in the log why a fragment is not stored. */
  void tellRefusal(Fragment fragment, String reason) {
    if (told.size() < MAX_TOLD && told.add(fragment.name() + ' ' + reason)) {
      LOG.log(Level.INFO, "fragment {0} was not stored: {1}; told once", fragment.name(), reason);
    }
  }

  /** Says that a fragment failed and what stands in its place. */
  void tellFailure(Fragment fragment, String instead, Throwable failure) {
    failures.warn(
        "fragment " + fragment.name(),
        "fragment " + fragment.name() + " failed, " + instead,
        failure);
  }

  private static void noFiller(Hole hole, Writer out) throws IOException {
    throw new IOException("nobody here fills the hole " + hole.kind() + ' ' + hole.target());
  }
}
