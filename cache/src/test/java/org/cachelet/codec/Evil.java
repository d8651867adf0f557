// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Classes that tell when any of their code ran. */
final class Evil {
  /** What ran. */
  static final ConcurrentLinkedQueue<String> RAN = new ConcurrentLinkedQueue<>();

  private Evil() {}

  /** Has all that a gadget may have. */
  static final class Gadget implements Serializable, Comparable<Gadget> {
    private static final long serialVersionUID = 1;

    static {
      RAN.add("static initialiser");
    }

    Gadget() {
      RAN.add("constructor");
    }

    @Override
    public int hashCode() {
      RAN.add("hashCode");
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      RAN.add("equals");
      return other instanceof Gadget;
    }

    @Override
    public int compareTo(Gadget other) {
      RAN.add("compareTo");
      return 0;
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
      RAN.add("readObject");
      stream.defaultReadObject();
    }
  }

  /** Has no constructor without parameters. */
  static final class WithoutDefaultConstructor {
    static {
      RAN.add("static initialiser");
    }

    final int number;

    WithoutDefaultConstructor(int number) {
      RAN.add("constructor");
      this.number = number;
    }
  }

  /** An enum whose constants have a constructor. */
  enum Constants {
    ONE;

    Constants() {
      report();
    }

    private static void report() {
      RAN.add("enum constructor");
    }
  }

  /** A record. */
  record Values(int number) {
    static {
      RAN.add("static initialiser");
    }

    Values {
      RAN.add("constructor");
    }
  }
}
