// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a page is cached, and how. Immutable, hence thread-safe; each method returns a
 * changed copy.
 *
 * <pre>{@code
 * Fragment.named("sidebar").vary(category.id()).varyBy(Input.of("locale")).tags("catalog")
 * }</pre>
 */
public final class Fragment {
  /** The longest name, in characters. */
  public static final int MAX_NAME_LENGTH = 100;

  private static final int LONGEST_PART = 400;
  private static final Input SESSION = Input.of("session");
  private static final Input AUTHENTICATED = Input.of("authenticated");
  private static final Input USER = Input.of("user");

  private final Parts parts;

  private Fragment(Parts parts) {
    this.parts = parts;
  }

  /**
   * Begins a fragment that all templates share, with the lifetime of its cache.
   *
   * @throws IllegalArgumentException if the name is empty, too long, or has a control character
   */
  public static Fragment named(String name) {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH || Tags.hasControl(name)) {
      throw new IllegalArgumentException(
          "name of the fragment is '"
              + name
              + "', allowed are 1 to "
              + MAX_NAME_LENGTH
              + " characters, no control ones");
    }
    return new Fragment(new Parts(name, "", List.of(), Set.of(), null, Set.of(), OnError.STALE));
  }

  /**
   * Returns this fragment of one template in one state, of which no other template finds it.
   *
   * @param digest stands for the text of the template; the same on every node
   */
  public Fragment ofTemplate(String digest) {
    return new Fragment(
        new Parts(
            parts.name,
            digest,
            parts.vary,
            parts.varyBy,
            parts.lifetime,
            parts.tags,
            parts.onError));
  }

  /**
   * Returns this fragment in the form for these values, in their order; null is a value, too.
   *
   * @throws IllegalArgumentException if a value has no {@link StableText}
   */
  public Fragment vary(@Nullable Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value == null ? "" : stable(value, texts.size() + 1));
    }
    return new Fragment(
        new Parts(
            parts.name,
            parts.template,
            List.copyOf(texts),
            parts.varyBy,
            parts.lifetime,
            parts.tags,
            parts.onError));
  }

  /** Returns this fragment with the inputs of which its content may depend. */
  public Fragment varyBy(Collection<Input> inputs) {
    return new Fragment(
        new Parts(
            parts.name,
            parts.template,
            parts.vary,
            Set.copyOf(inputs),
            parts.lifetime,
            parts.tags,
            parts.onError));
  }

  /** Returns this fragment with a lifetime of its own. */
  public Fragment lifetime(Lifetime own) {
    return new Fragment(
        new Parts(
            parts.name, parts.template, parts.vary, parts.varyBy, own, parts.tags, parts.onError));
  }

  /**
   * Returns this fragment with tags by which it can be invalidated.
   *
   * @throws IllegalArgumentException if one is empty, too long or has a control character
   */
  public Fragment tags(Collection<String> tags) {
    return new Fragment(
        new Parts(
            parts.name,
            parts.template,
            parts.vary,
            parts.varyBy,
            parts.lifetime,
            Set.copyOf(Tags.checked(new ArrayList<>(tags))),
            parts.onError));
  }

  /** Returns this fragment with what is done when making it fails. */
  public Fragment onError(OnError action) {
    return new Fragment(
        new Parts(
            parts.name,
            parts.template,
            parts.vary,
            parts.varyBy,
            parts.lifetime,
            parts.tags,
            action));
  }

  /** Returns the name. */
  public String name() {
    return parts.name;
  }

  /** Returns the inputs of which the content may depend. */
  public Set<Input> varyBy() {
    return parts.varyBy;
  }

  /**
   * Returns whether the key tells apart what an input can be. Whether there is a session is told by
   * what is in it, and whether somebody is logged in by who it is.
   */
  boolean coversInKey(Input input) {
    return parts.varyBy.contains(input)
        || (input.equals(SESSION)
            && parts.varyBy.stream().anyMatch(i -> i.kind().equals("session")))
        || (input.equals(AUTHENTICATED) && parts.varyBy.contains(USER));
  }

  /** Returns the lifetime, if it is not that of the cache. */
  public Optional<Lifetime> lifetime() {
    return Optional.ofNullable(parts.lifetime);
  }

  /** Returns what is done when making it fails. */
  public OnError onError() {
    return parts.onError;
  }

  /** Returns the tags, with those that stand for the name and for the name with its values. */
  Set<String> tags() {
    Set<String> all = new TreeSet<>(parts.tags);
    all.add(tagOf(parts.name, List.of()));
    if (!parts.vary.isEmpty()) {
      all.add(tagOf(parts.name, parts.vary));
    }
    return all;
  }

  /** Returns the tag of all fragments with a name and these values, or of all with the name. */
  String tag() {
    return tagOf(parts.name, parts.vary);
  }

  /**
   * Returns the key: each part behind its length, so that no two fragments share one.
   *
   * @throws IllegalArgumentException if an input has no value that can be written
   */
  String key(InputSource inputs) {
    StringBuilder key = new StringBuilder("fragment1");
    append(key, parts.name);
    append(key, parts.template);
    key.append(' ').append(parts.vary.size());
    parts.vary.forEach(text -> append(key, text));
    if (!parts.varyBy.isEmpty()) {
      for (Input input : new TreeSet<>(parts.varyBy)) {
        append(key, input.toString());
        append(key, inputs.valueOf(input).orElse(null));
      }
    }
    return key.toString();
  }

  private String stable(Object value, int number) {
    String text = StableText.of(value);
    if (text == null) {
      throw new IllegalArgumentException(
          "value "
              + number
              + " in vary of fragment '"
              + parts.name
              + "' is a "
              + value.getClass().getName()
              + ", which is not told apart by any text; "
              + StableText.ADVICE);
    }
    return text;
  }

  private static String tagOf(String name, List<String> vary) {
    StringBuilder tag = new StringBuilder("fragment:").append(name);
    if (!vary.isEmpty()) {
      StringBuilder values = new StringBuilder();
      vary.forEach(text -> append(values, text));
      tag.append(':').append(DigestUtils.sha256Hex(values.toString()));
    }
    return tag.toString();
  }

  private static void append(StringBuilder key, @Nullable String part) {
    if (part == null) {
      key.append(" -");
    } else if (part.length() > LONGEST_PART) {
      key.append(" #").append(DigestUtils.sha256Hex(part));
    } else {
      key.append(' ').append(part.length()).append(':').append(part);
    }
  }

  private record Parts(
      String name,
      String template,
      List<String> vary,
      Set<Input> varyBy,
      @Nullable Lifetime lifetime,
      Set<String> tags,
      OnError onError) {}
}
