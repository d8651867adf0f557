// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attributes that one release of an application wrote, read by the next: as they were, or not at
 * all.
 */
final class AttributeEvolutionTest {
  private static final String OWNER = "shop:0123456789abcdef";

  private final Releases releases;

  AttributeEvolutionTest(@TempDir Path folder) {
    releases = new Releases(folder);
  }

  @AfterEach
  void closeReleases() throws IOException {
    releases.close();
  }

  private ClassLoader release(String source) throws Exception {
    return releases.compile(source);
  }

  private static AttributeCodec codec(ClassLoader release, String... settings) {
    return AttributeCodec.of(CodecSettings.of(settings), List.of("shop.*"), release);
  }

  /** What {@code shop.Made.it()} gives in the first release, written by it. */
  private byte[] written(String source, String... settings) throws Exception {
    ClassLoader release = release(source);
    Object it = release.loadClass("shop.Made").getMethod("it").invoke(null);
    return codec(release, settings).encode(OWNER, "it", it);
  }

  private static String made(String expression) {
    return " public class Made { public static Object it() { return " + expression + "; } }";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "field added           | String a = \"x\";            | String a; int b = 7;      | x7",
        "field added as null   | String a = \"x\";            | String a; Object b = null; | xnull",
        "field removed         | String a = \"x\"; int b = 5; | String a; Object b() { return 0; } | x0",
        "field moved           | int b = 5; String a = \"x\"; | String a; int b;           | x5",
        "field widened         | java.util.ArrayList<String> b = new java.util.ArrayList<>(); String a = \"x\"; | String a; java.util.List<String> b; | x[]",
        "field made final      | String a = \"x\"; int b = 5; | final String a; final int b; It() { a = null; b = 0; } | x5",
        "field made transient  | String a = \"x\"; int b = 5; | String a; transient int b; | x0"
      })
  void class_works_whenItsFieldsComeAndGo(String change, String from, String to, String expected)
      throws Exception {
    byte[] bytes = written("class It { " + from + " }" + made("new It()"));
    String text = to.contains("b()") ? "a + b()" : "a + b";
    ClassLoader next =
        release("class It { " + to + " public String toString() { return \"\" + " + text + "; } }");

    assertThat(codec(next).decode(OWNER, "it", bytes)).hasToString(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "component added   | record It(String a) {}        | new It(\"x\")    | record It(String a, int b, Object c) {} | It[a=x, b=0, c=null]",
        "component removed | record It(String a, int b) {} | new It(\"x\", 5) | record It(String a) {}                  | It[a=x]",
        "components moved  | record It(String a, int b) {} | new It(\"x\", 5) | record It(int b, String a) {}           | It[b=5, a=x]",
        "constant first    | enum It { A, B }              | It.B            | enum It { NEW, A, B }                   | B",
        "constant removed  | enum It { A, B, C }           | It.C            | enum It { C }                           | C",
        "constants sorted  | enum It { A, B }              | It.A            | enum It { B, A }                        | A",
        "key of an EnumMap | enum It { A, B }              | new java.util.EnumMap<>(java.util.Map.of(It.B, 1)) | enum It { N, B, A } | {B=1}"
      })
  void recordOrEnum_works_whenItsPartsComeAndGo(
      String change, String from, String it, String to, String expected) throws Exception {
    byte[] bytes = written(from + made(it));

    assertThat(codec(release(to)).decode(OWNER, "it", bytes)).hasToString(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "int to String      | class It { int a = 1; }       | new It()  | class It { String a; } | shop.It.a is of kind L",
        "int to long        | class It { int a = 1; }       | new It()  | class It { long a; }   | shop.It.a is of kind J",
        "String to Integer  | class It { String a = \"x\"; } | new It()  | class It { Integer a; } | shop.It.a is a java.lang.Integer",
        "List to Set        | class It { Object a = new java.util.ArrayList<>(); } | new It() | class It { java.util.Set<?> a; } | shop.It.a is a java.util.Set",
        "component retyped  | record It(int a) {}           | new It(1) | record It(String a) {} | shop.It.a is of kind L",
        "component refused  | record It(int a) {}           | new It(1) | record It(int a) { It { if (a < 5) throw new IllegalStateException(); } } | the constructor of shop.It threw",
        "constant removed   | enum It { A, B }              | It.B      | enum It { A, C }       | No enum constant shop.It.B",
        "class missing      | class It { }                  | new It()  | class Other { }        | shop.It is named in the bytes but is not on the class path",
        "class of a field   | class It { Object a = new Old(); } class Old { } | new It() | class It { Object a; } | shop.Old is named in the bytes",
        "class not allowed  | class It { }                  | new It()  | interface It { }       | shop.It cannot be stored: it is abstract",
        "class to enum      | class It { String a = \"A\"; } | new It()  | enum It { A }          | ",
        "enum to class      | enum It { A }                 | It.A      | class It { String a; } | ",
        "enum to record     | enum It { A }                 | It.A      | record It(String a) { } | ",
        "class now extends  | class It { }                  | new It()  | class It extends java.util.ArrayList<String> { } | it extends java.util.ArrayList",
        "own serialisation  | class It { }                  | new It()  | class It implements java.io.Serializable { Object readResolve() { return this; } } | own Java serialisation"
      })
  void otherChange_isReported(String change, String from, String it, String to, String message)
      throws Exception {
    byte[] bytes = written(from + made(it));
    AttributeCodec next = codec(release(to));

    assertThatThrownBy(() -> next.decode(OWNER, "it", bytes))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageStartingWith("the bytes of the attribute 'it' cannot be read: ")
        .hasMessageContaining(message == null ? "" : message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "field added     | String a = \"x\";            | String a; int b;  | x0",
        "field removed   | String a = \"x\"; Object c;  | String a; int b;  | x0",
        "int to String   | String a = \"x\"; int b = 5; | String a; String b; | incompatible types for field b",
        "String to List  | String a = \"x\"; String b = \"y\"; | String a; java.util.List<?> b; | cannot assign"
      })
  void classOfJavaSerialisation_worksOrIsReported(
      String change, String from, String to, String outcome) throws Exception {
    String kind =
        "class It implements java.io.Serializable { static final long serialVersionUID = 1;"
            + " private void writeObject(java.io.ObjectOutputStream s) throws java.io.IOException {"
            + " s.defaultWriteObject(); } private void readObject(java.io.ObjectInputStream s)"
            + " throws Exception { s.defaultReadObject(); } ";
    byte[] bytes = written(kind + from + " }" + made("new It()"), CodecSettings.SERIAL);
    ClassLoader release = release(kind + to + " public String toString() { return a + b; } }");
    AttributeCodec next = codec(release, CodecSettings.SERIAL);

    if (outcome.startsWith("x")) {
      assertThat(next.decode(OWNER, "it", bytes)).hasToString(outcome);
    } else {
      assertThatThrownBy(() -> next.decode(OWNER, "it", bytes))
          .isInstanceOf(UnreadableAttributeException.class)
          .hasMessageContaining(outcome);
    }
  }
}
