// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of one release of an application, read by another. */
final class KryoCodecEvolutionTest {
  private final List<URLClassLoader> releases = new ArrayList<>();
  private final Path folder;

  KryoCodecEvolutionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void closeReleases() throws IOException {
    for (URLClassLoader release : releases) {
      release.close();
    }
  }

  /** Compiles a release of the class shop.Item. */
  private KryoCodec release(String source) throws Exception {
    Path release = Files.createTempDirectory(folder, "release");
    Path file = Files.writeString(release.resolve("Item.java"), "package shop; " + source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", release.toString(), file.toString());
    assertThat(failed).isZero();
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {release.toUri().toURL()}, KryoCodecEvolutionTest.class.getClassLoader());
    releases.add(loader);
    return KryoCodec.builder().allow(Set.of("shop.**")).classLoader(loader).build();
  }

  /** Returns a new item of the newest release. */
  private Object item() throws Exception {
    return releases
        .get(releases.size() - 1)
        .loadClass("shop.Item")
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Writes an item of one release and reads it with another. */
  private Object carry(String from, String to) throws Exception {
    KryoCodec old = release(from);
    byte[] bytes = old.encode(List.of(item(), item()));
    List<?> items = release(to).decode(bytes, List.class);
    return items.get(1);
  }

  @Test
  void fields_mayComeAndGo() throws Exception {
    Object item =
        carry(
            "public class Item { String name = \"lamp\"; long gone = 5; java.util.List<String> tags"
                + " = new java.util.ArrayList<>(java.util.List.of(\"a\")); int count = 3; }",
            "public class Item { int count; boolean added = true; String note; String name = null;"
                + " public String toString() { return name + count + added + note; } }");

    assertThat(item).hasToString("lamp3truenull");
  }

  @Test
  void components_mayComeAndGo() throws Exception {
    Object item =
        carry(
            "public record Item(String name, long gone, int count) {"
                + " public Item() { this(\"lamp\", 5, 3); } }",
            "public record Item(int count, boolean added, String note, String name) {}");

    assertThat(item).hasToString("Item[count=3, added=false, note=null, name=lamp]");
  }

  @Test
  void goneField_keepsWhatItSharedWithOthers() throws Exception {
    Object item =
        carry(
            "public class Item { int[] gone = {1, 2}; int[] same = gone; }",
            "public class Item { int[] same;"
                + " public String toString() { return java.util.Arrays.toString(same); } }");

    assertThat(item).hasToString("[1, 2]");
  }

  @Test
  void fieldOfASuperclass_isNotMistaken_forOneOfTheSameName() throws Exception {
    String base = "class Base { private String name = \"base\"; String base() { return name; } }";
    Object item =
        carry(
            base + " public class Item extends Base { String name = \"item\"; }",
            base
                + " public class Item extends Base { String name = \"\";"
                + " public String toString() { return base() + name; } }");

    assertThat(item).hasToString("baseitem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int it = 1 | long it = 2 | is of kind J, but the bytes hold one of kind I",
        "int it = 1 | Integer it | is of kind L, but the bytes hold one of kind I",
        "Integer it = 1 | int it | is of kind I, but the bytes hold one of kind L",
        "float it = 1 | int it | is of kind I, but the bytes hold one of kind F",
        "Object it = 1 | String it | is a java.lang.String, but the bytes hold a java.lang.Integer",
        "int[] it = {} | long[] it | is a long[], but the bytes hold a int[]"
      })
  void fieldOfAnotherType_isRefused(String from, String to, String message) throws Exception {
    Callable<Object> carrying =
        () -> carry("public class Item { " + from + "; }", "public class Item { " + to + "; }");

    assertThatThrownBy(carrying::call)
        .isInstanceOf(CodecException.class)
        .hasMessage("shop.Item.it " + message);
  }

  @Test
  void goneClass_isRefused() throws Exception {
    Callable<Object> carrying =
        () ->
            carry(
                "public class Item { Object it = new Gone(); } class Gone {}",
                "public class Item { }");

    assertThatThrownBy(carrying::call)
        .isInstanceOf(CodecException.class)
        .hasMessage("shop.Gone is named in the bytes but is not on the class path");
  }

  @Test
  void goneConstant_isRefused() throws Exception {
    Callable<Object> carrying =
        () ->
            carry(
                "public class Item { E it = E.B; enum E { A, B } }",
                "public class Item { E it; enum E { A, C } }");

    assertThatThrownBy(carrying::call)
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("No enum constant shop.Item.E.B");
  }
}
