// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cachelet.codec.KryoCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading the attributes of a session: ten texts of 100 characters and a number. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class CodecBench {
  private final Map<String, Object> session = new HashMap<>();
  private final KryoCodec codec = KryoCodec.builder().build();
  private final Kryo kryo = new Kryo();
  private final Output output = new Output(4_096);
  private byte[] written = {};
  private byte[] bare = {};

  /** Fills the session. */
  @Setup
  public void fill() {
    for (int i = 0; i < 10; i++) {
      session.put("attribute" + i, Texts.page(100, i));
    }
    session.put("counter", 7L);
    kryo.register(HashMap.class);
    written = codec.encode(session);
    bare = bareWrite();
  }

  /** Writes. */
  @Benchmark
  public byte[] write() {
    return codec.encode(session);
  }

  /** Reads. */
  @Benchmark
  public Object read() {
    return codec.decode(written);
  }

  /** Writes with Kryo alone. */
  @Benchmark
  public byte[] bareWrite() {
    output.reset();
    kryo.writeClassAndObject(output, session);
    return output.toBytes();
  }

  /** Reads with Kryo alone. */
  @Benchmark
  public Object bareRead() {
    return kryo.readClassAndObject(new Input(bare));
  }
}
