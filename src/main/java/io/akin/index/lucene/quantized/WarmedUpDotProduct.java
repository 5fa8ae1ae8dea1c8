package io.akin.index.lucene.quantized;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Multiplies with wide registers once the JVM has compiled that, and until then without: code that
 * uses them takes thousands of times as long before it is compiled, which the first searches after
 * a start would wait for. The first call has it compiled, in a thread of its own, a bit later: what
 * else a start has to do goes before.
 */
final class WarmedUpDotProduct implements DotProduct {
  /** Bytes of a vector to try it with. */
  private static final int BYTES = 192;

  /** After so many calls the JVM has compiled code, even where it is told to take its time. */
  private static final int CALLS = 20_000;

  private final ScalarDotProduct cold = new ScalarDotProduct();
  private final SimdDotProduct warm = new SimdDotProduct();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean compiled;

  @Override
  public int multiply(short[] query, MemorySegment vectors, long offset) {
    if (compiled) {
      return warm.multiply(query, vectors, offset);
    }
    begin(QuantizedHnswReader.DELAY_MILLISECONDS);
    return cold.multiply(query, vectors, offset);
  }

  @Override
  public void multiply(
      short[] query,
      MemorySegment vectors,
      long first,
      long second,
      long third,
      long fourth,
      int[] products) {
    if (compiled) {
      warm.multiply(query, vectors, first, second, third, fourth, products);
    } else {
      begin(QuantizedHnswReader.DELAY_MILLISECONDS);
      cold.multiply(query, vectors, first, second, third, fourth, products);
    }
  }

  @Override
  public void unpack(MemorySegment vectors, long offset, short[] query) {
    if (compiled) {
      warm.unpack(vectors, offset, query);
    } else {
      begin(0); // who compares the vectors with each other builds a graph
      cold.unpack(vectors, offset, query);
    }
  }

  private void begin(int delayMilliseconds) {
    if (!begun.getAndSet(true)) {
      CompletableFuture.delayedExecutor(
              delayMilliseconds,
              TimeUnit.MILLISECONDS,
              task -> Thread.ofPlatform().daemon().name("index-warm-up").start(task))
          .execute(this::warmUp);
    }
  }

  private void warmUp() {
    MemorySegment vectors = Arena.ofAuto().allocate((long) TOGETHER * BYTES);
    short[] query = new short[2 * BYTES];
    int[] products = new int[TOGETHER];
    for (int i = 0; i < CALLS; i++) {
      warm.multiply(query, vectors, 0, BYTES, 2 * BYTES, 3 * BYTES, products);
      products[0] += warm.multiply(query, vectors, 0);
      warm.unpack(vectors, 0, query);
    }
    compiled = true;
  }
}
