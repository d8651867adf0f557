// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of values that this node and others change. */
final class ValuesTest {
  private final Values values = new Values(new Texts());

  @Test
  void merge_takesWhatOthersWrote() {
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2")));
    values.merge(Map.of("a:x", bytes("3")));
    assertThat(text("a:x")).isEqualTo("3");
    assertThat(values.get("a:y")).isNull();
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  @Test
  void merge_keepsTheObject_whenItsBytesAreTheSame() {
    values.merge(Map.of("a:x", bytes("1")));
    Object object = values.get("a:x");
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2")));
    assertThat(values.get("a:x")).isSameAs(object);
  }

  @Test
  void merge_keepsWhatIsNotSavedYet() {
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2"), "a:z", bytes("3")));
    values.put("a:x", mutable("own"));
    values.remove("a:y");
    list("a:z").add("+");
    values.merge(Map.of("a:x", bytes("other"), "a:y", bytes("other"), "a:z", bytes("other")));
    assertThat(text("a:x")).isEqualTo("own");
    assertThat(values.get("a:y")).isNull();
    assertThat(text("a:z")).isEqualTo("3+");
    Changes changes = values.unsaved();
    assertThat(changes.set()).containsOnlyKeys("a:x", "a:z");
    assertThat(changes.removed()).containsExactly("a:y");
  }

  @Test
  void merge_takesWhatOthersWrote_sinceSavingFailed() {
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2"), "a:z", bytes("3")));
    values.put("a:x", mutable("own"));
    values.remove("a:y");
    list("a:z").add("+");
    values.notSaved();
    values.merge(Map.of("a:x", bytes("other"), "a:y", bytes("other"), "a:z", bytes("other")));
    assertThat(text("a:x")).isEqualTo("other");
    assertThat(text("a:y")).isEqualTo("other");
    assertThat(text("a:z")).isEqualTo("other");
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  @Test
  void merge_keepsWhatCouldNotBeSaved_whenOthersWroteElsewhere() {
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2")));
    values.put("a:x", mutable("own"));
    values.remove("a:y");
    values.notSaved();
    values.merge(Map.of("a:x", bytes("1"), "a:y", bytes("2"), "a:z", bytes("3")));
    Changes changes = values.unsaved();
    assertThat(changes.set()).containsOnlyKeys("a:x");
    assertThat(changes.removed()).containsExactly("a:y");
  }

  @Test
  void changeThatFailed_isNoneAnyMore_whenItWasMadeAllTheSame() {
    values.merge(Map.of("a:x", bytes("1")));
    values.put("a:x", mutable("own"));
    values.notSaved();
    values.merge(Map.of("a:x", bytes("own")));
    assertThat(values.failed()).isEmpty();
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  @Test
  void saved_leavesWhatHasChangedSince() {
    values.put("a:x", mutable("1"));
    values.put("a:y", mutable("1"));
    Changes changes = values.unsaved();
    values.put("a:x", mutable("2"));
    list("a:y").add("+");
    values.saved(changes);
    assertThat(values.unsaved().set()).containsOnlyKeys("a:x", "a:y");
  }

  @Test
  void removal_isSaved_whenTheValueWasBeingSavedMeanwhile() {
    values.put("a:x", mutable("1"));
    Changes changes = values.unsaved();
    values.remove("a:x");
    values.saved(changes);
    assertThat(values.unsaved().removed()).containsExactly("a:x");
  }

  @Test
  void sameValue_needsNotBeSaved() {
    values.merge(Map.of("a:x", bytes("1")));
    values.put("a:x", mutable("1"));
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  @Test
  void changeInPlaceThatIsUndone_needsNotBeSaved() {
    values.merge(Map.of("a:x", bytes("1")));
    List<String> object = list("a:x");
    object.add("+");
    assertThat(values.unsaved().isEmpty()).isFalse();
    object.remove(1);
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  @Test
  void valueThatWasNotRead_isNotCompared() {
    values.put("a:x", mutable("1"));
    List<String> object = list("a:x");
    values.saved(values.unsaved());
    values.unused();
    object.add("+");
    assertThat(values.unsaved().isEmpty()).isTrue();
  }

  private @Nullable String text(String field) {
    Object value = values.get(field);
    return value == null ? null : joined(value);
  }

  @SuppressWarnings("unchecked")
  private List<String> list(String field) {
    return (List<String>) Objects.requireNonNull(values.get(field));
  }

  private static List<String> mutable(String text) {
    return new ArrayList<>(List.of(text));
  }

  private static String joined(Object list) {
    return String.join("", ((List<?>) list).stream().map(String::valueOf).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Lists of texts, which can be changed in place. */
  private static final class Texts implements ValueCoding {
    private final Map<String, RuntimeException> notSaved = new HashMap<>();

    @Override
    public byte[] encode(String field, Object value, byte @Nullable [] before) {
      return bytes(joined(value));
    }

    @Override
    public byte[] encodeRead(String field, Object value, byte[] before) {
      return encode(field, value, before);
    }

    @Override
    public Object decode(String field, byte[] bytes) {
      return mutable(new String(bytes, UTF_8));
    }

    @Override
    public void notSaved(String field, RuntimeException failure) {
      notSaved.put(field, failure);
    }
  }
}
