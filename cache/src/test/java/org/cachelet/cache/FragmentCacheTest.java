// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of pages that are made once. */
final class FragmentCacheTest {
  private static final Input LOCALE = Input.of("locale");
  private static final Input USER = Input.of("user");

  private final FakeTime time = new FakeTime();
  private final Caches caches =
      Caches.builder()
          .withoutJmx()
          .time(time)
          .options(name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final FragmentCache fragments = caches.fragments();
  private final AtomicInteger makings = new AtomicInteger();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void fragment_isMadeOnce() throws IOException {
    assertThat(text(Fragment.named("a"), "one")).isEqualTo("one");
    assertThat(text(Fragment.named("a"), "two")).isEqualTo("one");
    assertThat(makings).hasValue(1);
  }

  @Test
  void fragment_isMadeAnew_afterItsOwnLifetime() throws IOException {
    Fragment brief = Fragment.named("a").lifetime(Lifetime.of(Duration.ofSeconds(10)));
    text(brief, "one");
    time.pass(Duration.ofSeconds(10));
    assertThat(text(brief, "two")).isEqualTo("two");
  }

  @Test
  void find_returnsWhatIsFresh_andLetsNobodyWait() throws IOException {
    Fragment brief = Fragment.named("a").lifetime(Lifetime.of(Duration.ofSeconds(10)));
    assertThat(fragments.find(brief, InputSource.NONE)).isEmpty();
    text(brief, "one");
    assertThat(fragments.find(brief, InputSource.NONE)).contains(FragmentText.of("one"));
    time.pass(Duration.ofSeconds(10));
    assertThat(fragments.find(brief, InputSource.NONE)).isEmpty();
    assertThat(text(brief, "two")).isEqualTo("two");
  }

  @Test
  void find_makesWhatItFindsAPart() throws IOException {
    text(Fragment.named("inner").tags(List.of("t")), "one");
    Fragment outer = Fragment.named("outer");
    fragments.get(
        outer, InputSource.NONE, out -> fragments.find(Fragment.named("inner"), InputSource.NONE));
    caches.invalidateTags("t");
    assertThat(fragments.find(outer, InputSource.NONE)).isEmpty();
  }

  @Test
  void completeAs_storesTheSpecialFragmentOnly() throws IOException {
    Fragment general = Fragment.named("a");
    Fragment special = general.ofTemplate("t");
    try (FragmentMaking making = fragments.open(general, InputSource.NONE)) {
      making.completeAs(special, InputSource.NONE, "one");
    }
    assertThat(fragments.find(general, InputSource.NONE)).isEmpty();
    assertThat(fragments.find(special, InputSource.NONE)).contains(FragmentText.of("one"));
    fragments.invalidate("a");
    assertThat(fragments.find(special, InputSource.NONE)).isEmpty();
  }

  @Test
  void fragments_haveKeysOfTheirOwn() throws IOException {
    Map<Input, String> german = Map.of(LOCALE, "de");
    List<Fragment> all =
        List.of(
            Fragment.named("a"),
            Fragment.named("b"),
            Fragment.named("a").ofTemplate("1"),
            Fragment.named("a").ofTemplate("2"),
            Fragment.named("a").vary("x"),
            Fragment.named("a").vary("x", ""),
            Fragment.named("a").vary("", "x"),
            Fragment.named("a").vary("a|b", "c"),
            Fragment.named("a").vary("a", "b|c"),
            Fragment.named("a").vary(1),
            Fragment.named("a").vary(1L),
            Fragment.named("a").vary("1"),
            Fragment.named("a").vary((Object) null),
            Fragment.named("a").vary(""),
            Fragment.named("a").vary("long".repeat(200)),
            Fragment.named("a").vary("long".repeat(201)),
            Fragment.named("a").varyBy(Set.of(LOCALE)),
            Fragment.named("a").varyBy(Set.of(USER)),
            Fragment.named("a").varyBy(Set.of(LOCALE, USER)));
    for (int i = 0; i < all.size(); i++) {
      assertThat(text(all.get(i), german, "text " + i)).isEqualTo("text " + i);
    }
    assertThat(text(Fragment.named("a").varyBy(Set.of(LOCALE)), Map.of(LOCALE, "en"), "english"))
        .isEqualTo("english");
    assertThat(text(Fragment.named("a").varyBy(Set.of(LOCALE)), Map.of(), "none"))
        .isEqualTo("none");
    assertThat(text(Fragment.named("a").varyBy(Set.of(LOCALE)), Map.of(LOCALE, ""), "empty"))
        .isEqualTo("empty");
  }

  @Test
  void vary_isRefused_whenAValueHasNoIdentity() {
    assertThatThrownBy(() -> Fragment.named("sidebar").vary("x", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "value 2 in vary of fragment 'sidebar' is a java.lang.Object, which is not told apart"
                + " by any text; "
                + StableText.ADVICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void name_isRefused_whenItNamesNothing(String name) {
    assertThatThrownBy(() -> Fragment.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "name of the fragment is '%s', allowed are 1 to 100 characters, no control ones", name);
  }

  @Test
  void fragment_isInvalidated_byItsTags() throws IOException {
    Fragment tagged = Fragment.named("a").tags(List.of("catalog"));
    text(tagged, "one");
    caches.invalidateTags("catalog");
    assertThat(text(tagged, "two")).isEqualTo("two");
  }

  @Test
  void fragment_isInvalidated_byTagsThatWereFoundWhileItWasMade() throws IOException {
    fragments.get(
        Fragment.named("a"),
        InputSource.NONE,
        out -> {
          Dependencies.current().tag("product:17");
          out.write("one");
        });
    caches.invalidateTags("product:17");
    assertThat(text(Fragment.named("a"), "two")).isEqualTo("two");
  }

  @Test
  void fragments_areInvalidated_byNameOrByNameAndValues() throws IOException {
    Fragment one = Fragment.named("row").vary(1);
    Fragment two = Fragment.named("row").vary(2).ofTemplate("t");
    text(one, "one");
    text(two, "two");
    fragments.invalidate("row", 2);
    assertThat(text(one, "one again")).isEqualTo("one");
    assertThat(text(two, "two again")).isEqualTo("two again");
    fragments.invalidate("row");
    assertThat(text(one, "one again")).isEqualTo("one again");
    assertThat(text(two, "two more")).isEqualTo("two more");
  }

  @Test
  void fragment_isNotStored_whenItsTagIsInvalidatedWhileItIsMade() throws IOException {
    Fragment tagged = Fragment.named("a").tags(List.of("catalog"));
    fragments.get(
        tagged,
        InputSource.NONE,
        out -> {
          caches.invalidateTags("catalog");
          out.write("outdated");
        });
    assertThat(text(tagged, "new")).isEqualTo("new");
  }

  @Test
  void outerFragment_isMadeAnew_whenAnInnerOneIsInvalidated_andReusesTheOthers()
      throws IOException {
    assertThat(outer()).isEqualTo("[inner one 1|inner two 2]");
    assertThat(outer()).isEqualTo("[inner one 1|inner two 2]");
    fragments.invalidate("inner", "two");
    assertThat(outer()).isEqualTo("[inner one 1|inner two 3]");
  }

  private String outer() throws IOException {
    return written(
        fragments.get(
            Fragment.named("outer"),
            InputSource.NONE,
            out -> {
              out.write("[");
              out.write(inner("one"));
              out.write("|");
              out.write(inner("two"));
              out.write("]");
            }));
  }

  private String inner(String which) throws IOException {
    return written(
        fragments.get(
            Fragment.named("inner").vary(which),
            InputSource.NONE,
            out -> out.write("inner " + which + ' ' + makings.incrementAndGet())));
  }

  @Test
  void outerFragment_livesNoLongerThanAnInnerOne() throws IOException {
    Fragment brief = Fragment.named("brief").lifetime(Lifetime.of(Duration.ofSeconds(5)));
    for (int i = 1; i <= 2; i++) {
      String expected = "brief " + i;
      String made =
          written(
              fragments.get(
                  Fragment.named("outer"),
                  InputSource.NONE,
                  out -> out.write(text(brief, expected))));
      assertThat(made).isEqualTo(expected);
      time.pass(Duration.ofSeconds(5));
    }
  }

  @Test
  void fragment_isNotStored_whenItReadAnInputThatIsNotInItsKey() throws IOException {
    Fragment careless = Fragment.named("a").varyBy(Set.of(LOCALE));
    for (String user : List.of("ann", "bob")) {
      String made = written(fragments.get(careless, from(Map.of()), out -> read(USER, user, out)));
      assertThat(made).isEqualTo(user);
    }
  }

  @Test
  void fragment_isStoredForEachValue_whenTheInputItReadIsInItsKey() throws IOException {
    Fragment careful = Fragment.named("a").varyBy(Set.of(USER));
    for (String user : List.of("ann", "bob", "ann")) {
      String made =
          written(fragments.get(careful, from(Map.of(USER, user)), out -> read(USER, user, out)));
      assertThat(made).isEqualTo(user);
    }
    assertThat(makings).hasValue(2);
  }

  @Test
  void outerFragment_isNotStored_whenAnInnerOneVariesByWhatItDoesNot() throws IOException {
    for (String user : List.of("ann", "bob", "ann")) {
      InputSource inputs = from(Map.of(USER, user));
      Fragment inner = Fragment.named("inner").varyBy(Set.of(USER));
      String made =
          written(
              fragments.get(
                  Fragment.named("outer"),
                  inputs,
                  out ->
                      out.write(written(fragments.get(inner, inputs, o -> read(USER, user, o))))));
      assertThat(made).isEqualTo(user);
    }
    assertThat(makings).as("inner ones").hasValue(2);
  }

  private void read(Input input, String value, java.io.Writer out) throws IOException {
    makings.incrementAndGet();
    Dependencies.current().read(input);
    out.write(value);
  }

  @Test
  void fragment_isNotStored_whenItHadAnEffect_butTheContentAroundIt() throws IOException {
    for (int i = 1; i <= 2; i++) {
      fragments.get(
          Fragment.named("outer"),
          InputSource.NONE,
          out -> {
            Fragment inner = Fragment.named("inner");
            out.write(
                written(
                    fragments.get(
                        inner,
                        InputSource.NONE,
                        o -> Dependencies.current().keepUnique("it set a header"))));
            makings.incrementAndGet();
          });
    }
    assertThat(makings).hasValue(1);
    assertThat(text(Fragment.named("inner"), "made")).isEqualTo("made");
  }

  @Test
  void hundredWhoMissOneFragment_makeItOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> all = new ArrayList<>();
      Callable<String> visitor =
          () ->
              written(
                  fragments.get(
                      Fragment.named("a"),
                      InputSource.NONE,
                      out -> {
                        go.await();
                        out.write("made " + makings.incrementAndGet());
                      }));
      for (int i = 0; i < 100; i++) {
        all.add(threads.submit(visitor));
      }
      go.countDown();
      for (Future<String> each : all) {
        assertThat(each.get()).isEqualTo("made 1");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void staleFragment_isUsedByOthers_whileOneMakesItAnew() throws Exception {
    Fragment stale =
        Fragment.named("a")
            .lifetime(new Lifetime(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO));
    text(stale, "old");
    time.pass(Duration.ofSeconds(2));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> renewing =
          thread.submit(
              () ->
                  written(
                      fragments.get(
                          stale,
                          InputSource.NONE,
                          out -> {
                            begun.countDown();
                            go.await();
                            out.write("new");
                          })));
      begun.await();
      assertThat(text(stale, "never made")).isEqualTo("old");
      go.countDown();
      assertThat(renewing.get()).isEqualTo("new");
      assertThat(text(stale, "never made")).isEqualTo("new");
    } finally {
      thread.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(OnError.class)
  void failure_isAnsweredAsTheFragmentSays_whenThereIsAStaleOne(OnError onError)
      throws IOException {
    Fragment fragile =
        Fragment.named("a")
            .onError(onError)
            .lifetime(new Lifetime(Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1)));
    text(fragile, "old");
    time.pass(Duration.ofSeconds(2));
    if (onError == OnError.FAIL) {
      assertThatThrownBy(() -> fail(fragile)).isInstanceOf(IllegalStateException.class);
    } else {
      assertThat(fail(fragile)).isEqualTo("old");
    }
    time.pass(Duration.ofMinutes(1));
    if (onError == OnError.HIDE) {
      assertThat(fail(fragile)).isEmpty();
    } else {
      assertThatThrownBy(() -> fail(fragile)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(text(fragile, "new")).isEqualTo("new");
  }

  @Test
  void contentAroundAHiddenFailure_isNotStored() throws IOException {
    Fragment hidden = Fragment.named("a").onError(OnError.HIDE);
    for (int i = 1; i <= 2; i++) {
      fragments.get(
          Fragment.named("outer"),
          InputSource.NONE,
          out -> {
            makings.incrementAndGet();
            out.write(fail(hidden));
          });
    }
    assertThat(makings).hasValue(2);
  }

  @Test
  void others_makeTheFragment_whenTheFirstOneFails() throws IOException {
    assertThatThrownBy(() -> fail(Fragment.named("a"))).isInstanceOf(IllegalStateException.class);
    assertThat(text(Fragment.named("a"), "made")).isEqualTo("made");
  }

  @Test
  void scope_isLeft_whenTheBodyFails() {
    assertThatThrownBy(() -> fail(Fragment.named("a"))).isInstanceOf(IllegalStateException.class);
    assertThat(Dependencies.currentMarks()).isNull();
  }

  @Test
  void hole_isFilledForEachUse() throws IOException {
    Fragment greeting = Fragment.named("greeting");
    for (String user : List.of("ann", "bob")) {
      FragmentText text =
          fragments.get(
              greeting,
              InputSource.NONE,
              out -> {
                makings.incrementAndGet();
                FragmentText.ofHole(Hole.of(Hole.VALUE, "user")).writeTo(out, (hole, o) -> {});
                out.write("!");
              });
      assertThat(written(text, (hole, out) -> out.write(user))).isEqualTo(user + "!");
    }
    assertThat(makings).hasValue(1);
  }

  @Test
  void holeOfAnInnerFragment_isAHoleOfTheOuterOne() throws IOException {
    for (String user : List.of("ann", "bob")) {
      FragmentText text =
          fragments.get(
              Fragment.named("outer"),
              InputSource.NONE,
              out -> {
                makings.incrementAndGet();
                out.write("Hello ");
                fragments.write(
                    Fragment.named("inner"),
                    InputSource.NONE,
                    out,
                    inner ->
                        FragmentText.ofHole(Hole.of(Hole.VALUE, "user"))
                            .writeTo(inner, (hole, o) -> {}));
              });
      assertThat(written(text, (hole, out) -> out.write(user))).isEqualTo("Hello " + user);
    }
    assertThat(makings).hasValue(1);
  }

  @Test
  void hole_isFilledAtOnce_outsideOfCachedContent() throws IOException {
    assertThat(
            written(FragmentText.ofHole(Hole.of(Hole.VALUE, "user")), (hole, o) -> o.write("ann")))
        .isEqualTo("ann");
  }

  @Test
  void textThatLooksLikeAMark_staysText() throws IOException {
    String mark = new HoleMarks().mark(Hole.of(Hole.VALUE, "user"));
    assertThat(text(Fragment.named("a"), mark)).isEqualTo(mark);
    assertThat(text(Fragment.named("a"), "")).isEqualTo(mark);
  }

  @Test
  void list_makesOnlyWhatIsMissing_andLooksUpAndStoresInOneGo() throws IOException {
    assertThat(rows(List.of(1, 2, 3, 4))).isEqualTo("1.1 2.2 3.3 4.4 ");
    fragments.invalidate("row", 2);
    assertThat(rows(List.of(4, 3, 2, 1, 5))).isEqualTo("4.4 3.3 2.5 1.1 5.6 ");
  }

  @Test
  void list_storesWhatWasMade_whenALaterRowFails() throws IOException {
    try (FragmentList list = fragments.openAll(rowFragments(List.of(1, 2)), InputSource.NONE)) {
      try (FragmentMaking row = list.open(0)) {
        row.make(out -> out.write("one"));
      }
      try (FragmentMaking row = list.open(1)) {
        assertThatThrownBy(
                () ->
                    row.make(
                        out -> {
                          throw new IllegalStateException("no database");
                        }))
            .isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(rows(List.of(1, 2))).isEqualTo("one2.1 ");
  }

  private String rows(List<Integer> ids) throws IOException {
    StringWriter out = new StringWriter();
    try (FragmentList list = fragments.openAll(rowFragments(ids), InputSource.NONE)) {
      for (int i = 0; i < list.size(); i++) {
        int id = ids.get(i);
        try (FragmentMaking row = list.open(i)) {
          FragmentText text =
              row.isFound()
                  ? row.found()
                  : row.make(o -> o.write(id + "." + makings.incrementAndGet() + " "));
          text.writeTo(out, (hole, o) -> {});
        }
      }
    }
    return out.toString();
  }

  private static List<Fragment> rowFragments(List<Integer> ids) {
    return ids.stream().map(id -> Fragment.named("row").vary(id)).toList();
  }

  @Test
  void fragments_ofOneCache_areNotThoseOfAnother() throws IOException {
    text(Fragment.named("a"), "one");
    assertThat(
            written(
                caches
                    .fragments("other")
                    .get(Fragment.named("a"), InputSource.NONE, out -> out.write("two"))))
        .isEqualTo("two");
  }

  @Test
  void earlyEndOfAMaking_letsTheNextOneMakeIt() {
    fragments.open(Fragment.named("a"), InputSource.NONE).close();
    await().untilAsserted(() -> assertThat(text(Fragment.named("a"), "made")).isEqualTo("made"));
  }

  private String fail(Fragment fragment) throws IOException {
    return written(
        fragments.get(
            fragment,
            InputSource.NONE,
            out -> {
              out.write("half of it");
              throw new IllegalStateException("no database");
            }));
  }

  private String text(Fragment fragment, String text) throws IOException {
    return text(fragment, Map.of(), text);
  }

  private String text(Fragment fragment, Map<Input, String> inputs, String text)
      throws IOException {
    return written(
        fragments.get(
            fragment,
            from(inputs),
            out -> {
              makings.incrementAndGet();
              out.write(text);
            }));
  }

  private static InputSource from(Map<Input, String> inputs) {
    Map<Input, String> copy = new HashMap<>(inputs);
    return input -> Optional.ofNullable(copy.get(input));
  }

  private static String written(FragmentText text) throws IOException {
    return written(
        text,
        (hole, out) -> {
          throw new IOException("no holes here");
        });
  }

  private static String written(FragmentText text, HoleFiller filler) throws IOException {
    StringWriter out = new StringWriter();
    text.writeTo(out, filler);
    return out.toString();
  }
}
