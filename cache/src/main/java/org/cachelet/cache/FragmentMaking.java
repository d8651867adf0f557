// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One use of a fragment: it was found, or it is to be made. To be closed. Used by one request.
 *
 * <pre>{@code
 * try (FragmentMaking making = fragments.open(fragment, inputs)) {
 *   FragmentText text = making.isFound() ? making.found() : making.make(body);
 * }
 * }</pre>
 */
public final class FragmentMaking implements AutoCloseable {
  private final FragmentCache cache;
  private final Fragment fragment;
  private final @Nullable Entry found;
  private final @Nullable Turn turn;

  private FragmentMaking(
      FragmentCache cache, Fragment fragment, @Nullable Entry found, @Nullable Turn turn) {
    this.cache = cache;
    this.fragment = fragment;
    this.found = found;
    this.turn = turn;
  }

  /** Returns the use of a fragment that was found. */
  static FragmentMaking found(FragmentCache cache, Fragment fragment, Entry entry) {
    return new FragmentMaking(cache, fragment, entry, null);
  }

  /** Returns the use of a fragment that is to be made. */
  static FragmentMaking begun(FragmentCache cache, Fragment fragment, Turn turn) {
    Dependencies dependencies = turn.making().dependencies();
    dependencies.ofFragment();
    dependencies.withHoles();
    return new FragmentMaking(cache, fragment, null, turn);
  }

  /** Returns whether the fragment was found; if not, the caller has to make it. */
  public boolean isFound() {
    return found != null;
  }

  /**
   * Returns the fragment that was found, as a part of what this thread is making.
   *
   * @throws IllegalStateException if it was not
   */
  public FragmentText found() {
    if (found == null) {
      throw new IllegalStateException("fragment " + fragment.name() + " is to be made");
    }
    return use(found);
  }

  /**
   * Makes the fragment, stores it if it may be stored, and returns it.
   *
   * @throws X what the body throws, unless {@link Fragment#onError} says otherwise
   * @throws IllegalStateException if it was found
   */
  public <X extends Exception> FragmentText make(FragmentBody<X> body) throws X, IOException {
    StringWriter out = new StringWriter();
    Dependencies.Scope scope = enter();
    try {
      body.write(out);
    } catch (Exception e) {
      scope.close();
      Optional<FragmentText> instead = fail(e);
      if (instead.isPresent()) {
        return instead.get();
      }
      throw e;
    } catch (Error e) {
      scope.close();
      throw e;
    }
    scope.close();
    return complete(out.toString());
  }

  /**
   * Makes the fragment what this thread is making, until the scope is closed.
   *
   * @throws IllegalStateException if it was found
   */
  public Dependencies.Scope enter() {
    return turn().making().dependencies().enter();
  }

  /** Returns what the fragment depends on, as far as is known. */
  public Dependencies dependencies() {
    return turn().making().dependencies();
  }

  /**
   * Takes the text that was made, stores it if it may be stored, and returns it. To be called when
   * the scope of {@link #enter} is closed.
   *
   * @param text with the marks of {@link Dependencies#currentMarks()} for its holes
   */
  public FragmentText complete(String text) {
    FragmentText made = split(text);
    turn().land(cache.entries().made(turn().making(), made, lifetime()));
    tellRefusal();
    return made;
  }

  /**
   * Takes the text that was made, as {@link #complete(String)}, of what turned out to be a more
   * special fragment than the one that was asked for: it is stored as that one, and those who wait
   * for the general one make it themselves.
   *
   * @param special differs in its template only
   * @throws IllegalArgumentException if an input that it varies by has no value that can be written
   */
  public FragmentText completeAs(Fragment special, InputSource inputs, String text) {
    FragmentText made = split(text);
    turn().landApart(cache.entries().made(turn().making(), special.key(inputs), made, lifetime()));
    tellRefusal();
    return made;
  }

  private FragmentText split(String text) {
    Dependencies dependencies = dependencies();
    dependencies.tag(fragment.tags());
    foreignInput(dependencies).ifPresent(dependencies::keepUnique);
    return dependencies.withHoles().split(text);
  }

  private void tellRefusal() {
    Dependencies dependencies = dependencies();
    dependencies
        .refusal()
        .or(dependencies::uniqueness)
        .ifPresent(reason -> cache.tellRefusal(fragment, reason));
  }

  /**
   * Ends the making as failed. To be called when the scope of {@link #enter} is closed.
   *
   * @return what stands in the place of the fragment; empty if the failure has to go on
   */
  public Optional<FragmentText> fail(Throwable failure) {
    cache.entries().fail(turn().making(), failure.toString());
    turn().close();
    if (fragment.onError() == OnError.FAIL) {
      return Optional.empty();
    }
    Optional<Entry> stale = turn().fallback().entry().filter(FragmentCache::isText);
    if (stale.isPresent()) {
      cache.tellFailure(fragment, "a stale one is used", failure);
      cache.entries().count(CacheEvent.RESCUE, failure.toString());
      return stale.map(this::use);
    }
    return fragment.onError() == OnError.HIDE ? hidden(failure) : Optional.empty();
  }

  /** Ends the making as failed, unless it came to an end. */
  @Override
  public void close() {
    if (turn != null) {
      turn.close();
    }
  }

  private Optional<FragmentText> hidden(Throwable failure) {
    cache.tellFailure(fragment, "nothing stands in its place", failure);
    Dependencies.current().refuse("fragment " + fragment.name() + " failed");
    return Optional.of(FragmentText.of(""));
  }

  private FragmentText use(Entry entry) {
    Dependencies.current().add(entry, cache.entries().validity().remaining(entry));
    return (FragmentText) entry.content();
  }

  private Optional<String> foreignInput(Dependencies dependencies) {
    return dependencies.inputs().stream()
        .filter(input -> !fragment.coversInKey(input))
        .findFirst()
        .map(input -> input + " was read, which is not in vary-by");
  }

  private Lifetime lifetime() {
    return fragment.lifetime().orElse(cache.entries().options().lifetime());
  }

  private Turn turn() {
    if (turn == null) {
      throw new IllegalStateException("fragment " + fragment.name() + " was found");
    }
    return turn;
  }

  /**
   * The turn to make a fragment.
   *
   * @param fallback what was found instead, to be used if the making fails
   * @param collector takes what was made, if it can be stored; null to store it at once
   */
  record Turn(
      EntryCache entries,
      Making making,
      Flight flight,
      Lookup fallback,
      @Nullable Consumer<Entry> collector) {

    private void land(Optional<Entry> made) {
      if (made.isEmpty()) {
        flight.completeUnshared();
      } else if (collector == null) {
        entries.put(made.get()).land(flight);
      } else {
        collector.accept(made.get());
      }
    }

    private void landApart(Optional<Entry> made) {
      if (collector == null) {
        made.ifPresent(entries::put);
      } else {
        made.ifPresent(collector);
      }
      flight.completeUnshared(); // those who waited may know by now where to look
    }

    private void close() {
      flight.close();
    }
  }
}
