// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Classes as applications have them. */
final class Kinds {
  private Kinds() {}

  /** A bean, not even serialisable. */
  static final class Cart {
    String owner = "";
    final List<Line> lines = new ArrayList<>();
    @Nullable Cart next;
    transient int looks;

    static Cart of(String owner, Line... lines) {
      Cart cart = new Cart();
      cart.owner = owner;
      cart.lines.addAll(List.of(lines));
      return cart;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Cart cart
          && cart.owner.equals(owner)
          && cart.lines.equals(lines)
          && (cart.next == null) == (next == null);
    }

    @Override
    public int hashCode() {
      return Objects.hash(owner, lines);
    }
  }

  /** A record. */
  record Line(String product, int count) {}

  /** An enum, with a constant that has a body. */
  enum Colour {
    RED,
    GREEN {
      @Override
      boolean isLush() {
        return true;
      }
    };

    boolean isLush() {
      return false;
    }
  }

  /** An object that knows its outer one. */
  static final class Outer {
    int number = 5;

    Inner inner() {
      return new Inner();
    }

    final class Inner {
      int sum() {
        return number + 1;
      }
    }
  }

  /** There is only one. */
  static final class Single implements Serializable {
    private static final long serialVersionUID = 1;

    static final Single ONLY = new Single();

    private Single() {}

    private Object readResolve() {
      return ONLY;
    }
  }

  /** Writes itself as something else. */
  static final class Replaced implements Serializable {
    private static final long serialVersionUID = 1;

    final String text;

    Replaced(String text) {
      this.text = text;
    }

    private Object writeReplace() {
      return new Stand(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Replaced replaced && replaced.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    private static final class Stand implements Serializable {
      private static final long serialVersionUID = 1;

      private final String text;

      Stand(String text) {
        this.text = text;
      }

      private Object readResolve() {
        return new Replaced(text);
      }
    }
  }

  /** Brings code that runs on reading and writing. */
  static final class Encoded implements Serializable {
    private static final long serialVersionUID = 1;

    transient String text;

    Encoded(String text) {
      this.text = text;
    }

    private void writeObject(ObjectOutputStream stream) throws IOException {
      stream.writeUTF("<" + text);
    }

    private void readObject(ObjectInputStream stream) throws IOException {
      text = stream.readUTF().substring(1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Encoded encoded && encoded.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Writes itself all alone. */
  public static final class External implements Externalizable {
    private static final long serialVersionUID = 1;

    private String text = "";

    /** Makes one to be filled. */
    public External() {}

    External(String text) {
      this.text = text;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeUTF(text);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      text = in.readUTF();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof External external && external.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** A collection with something more. */
  static final class Named extends HashMap<String, String> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("unused") // written and read
    String name = "n";
  }

  /** What an application throws. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int code;

    Failed(int code, Throwable cause) {
      super("failed", cause);
      this.code = code;
    }
  }
}
