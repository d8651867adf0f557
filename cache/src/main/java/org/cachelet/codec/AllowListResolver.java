// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.ClassResolver;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes each type by its name, and by a number of this message when it comes again.
 *
 * <p>Kryo's own registrations are taken and forgotten: what is not in {@link KnownTypes} has no
 * serialiser.
 */
@SuppressWarnings("rawtypes") // as Kryo declares them
final class AllowListResolver implements ClassResolver {
  private static final int NULL = 0;
  private static final int NAME = 1;
  private static final int FIRST_NUMBER = 2;
  private static final int KEPT = 256;

  private final KnownTypes types;
  private final IdentityObjectIntMap<KnownType> written = new IdentityObjectIntMap<>();
  private final List<KnownType> read = new ArrayList<>();

  /** Resolves these types. */
  AllowListResolver(KnownTypes types) {
    this.types = types;
  }

  @Override
  public @Nullable Registration writeClass(Output output, @Nullable Class type) {
    if (type == null) {
      output.writeVarInt(NULL, true);
      return null;
    }
    KnownType known = types.of(type);
    int number = written.get(known, -1);
    if (number >= 0) {
      output.writeVarInt(FIRST_NUMBER + number, true);
    } else {
      written.put(known, written.size);
      output.writeVarInt(NAME, true);
      output.writeString(known.name());
    }
    return known;
  }

  @Override
  public @Nullable Registration readClass(Input input) {
    int number = input.readVarInt(true);
    if (number == NULL) {
      return null;
    }
    if (number == NAME) {
      KnownType known = types.named(input.readString());
      read.add(known);
      return known;
    }
    int index = number - FIRST_NUMBER;
    if (index < 0 || index >= read.size()) {
      throw new CodecException("the bytes refer to a type that they did not name");
    }
    return read.get(index);
  }

  @Override
  public @Nullable Registration getRegistration(Class type) {
    return null; // asked only for what Kryo registers by itself
  }

  @Override
  public @Nullable Registration getRegistration(int id) {
    return null;
  }

  @Override
  public Registration register(Registration registration) {
    return registration;
  }

  @Override
  public @Nullable Registration unregister(int id) {
    return null;
  }

  @Override
  public Registration registerImplicit(Class type) {
    return types.of(type);
  }

  @Override
  public void setKryo(Kryo kryo) {}

  @Override
  public void reset() {
    written.clear(KEPT);
    read.clear();
  }
}
