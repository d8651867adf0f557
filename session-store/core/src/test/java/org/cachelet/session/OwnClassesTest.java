// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The classes in WEB-INF/classes, as a container lists them. */
final class OwnClassesTest {
  private static final String ROOT = "/WEB-INF/classes/";

  @Test
  void packagesWithClasses_areAllowed_andNoOthers() {
    Map<String, Set<String>> folders =
        Map.of(
            ROOT,
            Set.of(ROOT + "com/", ROOT + "META-INF/", ROOT + "Plain.class", ROOT + "a.properties"),
            ROOT + "com/",
            Set.of(ROOT + "com/acme/"),
            ROOT + "com/acme/",
            Set.of(ROOT + "com/acme/shop/", ROOT + "com/acme/web/", ROOT + "com/acme/x.xml"),
            ROOT + "com/acme/shop/",
            Set.of(ROOT + "com/acme/shop/Cart.class", ROOT + "com/acme/shop/Cart$Line.class"),
            ROOT + "com/acme/web/",
            Set.of(ROOT + "com/acme/web/page.html"),
            ROOT + "META-INF/",
            Set.of(ROOT + "META-INF/Odd.class"));

    List<String> patterns = OwnClasses.patterns(folders::get);

    assertThat(patterns).containsExactly("Plain", "com.acme.shop.*");
    AttributeCodec.of(CodecSettings.of(), patterns, getClass().getClassLoader());
  }

  @Test
  void classesOfDeniedPackages_areLeftOut() {
    Map<String, Set<String>> folders =
        Map.of(
            ROOT,
            Set.of(ROOT + "org/", ROOT + "module-info.class"),
            ROOT + "org/",
            Set.of(ROOT + "org/hibernate/", ROOT + "org/Top.class"),
            ROOT + "org/hibernate/",
            Set.of(ROOT + "org/hibernate/Patched.class"));

    assertThat(OwnClasses.patterns(folders::get)).containsExactly("org.*");
  }

  @Test
  void noFolder_isNoClass() {
    assertThat(OwnClasses.patterns(folder -> null)).isEmpty();
  }

  @Test
  @Timeout(60)
  void walk_ends_whereFoldersDoNot() {
    assertThat(
            OwnClasses.patterns(
                folder -> new HashSet<>(List.of(folder, folder + "a.class", "/", ROOT))))
        .containsExactly("a");
    assertThat(
            OwnClasses.patterns(
                folder ->
                    folder.length() > 3_000 ? Set.of() : Set.of(folder + "a/", folder + "b/")))
        .isEmpty();
  }
}
