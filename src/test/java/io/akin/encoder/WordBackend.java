package io.akin.encoder;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A device for tests: a token a word and one at either end, vectors that words decide, and runs
 * that wait to be let through. The text {@code poison} breaks every run it is part of.
 */
final class WordBackend implements Backend {
  static final String POISON = "poison";
  static final String QUERY_PROMPT = "query: ";

  private static final Pattern WORD = Pattern.compile("\\s+");

  private final HashingEncoder words = new HashingEncoder("words", 64);
  private final EmbeddingSpace space = words.space();
  private final BatchLimits limits;
  private final Semaphore gate;
  private final Semaphore begun = new Semaphore(0);
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean closed;

  /**
   * A device.
   *
   * @param open whether runs pass without being let through
   */
  WordBackend(BatchLimits limits, boolean open) {
    this.limits = limits;
    this.gate = new Semaphore(open ? Integer.MAX_VALUE : 0);
  }

  /** Lets runs through. */
  void letPass(int runs) {
    gate.release(runs);
  }

  /** Waits until runs have begun since this was last called. */
  void awaitBegun(int runs) throws InterruptedException {
    begun.acquire(runs);
  }

  /** The lengths in tokens of the texts of each batch, in the order in which they began. */
  List<List<Integer>> batches() {
    return List.copyOf(batches);
  }

  int textsRun() {
    return batches().stream().mapToInt(List::size).sum();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public List<Integer> dimensions() {
    return List.of(space.dimension());
  }

  @Override
  public List<Token> allTokens(String text) {
    requireOpen();
    return words.tokens(text);
  }

  @Override
  public String text(long[] ids, boolean special) {
    requireOpen();
    return words.text(ids, special);
  }

  private void requireOpen() {
    if (closed) {
      throw new AssertionError("used after close");
    }
  }

  @Override
  public String prompt(Role role) {
    return role == Role.QUERY ? QUERY_PROMPT : "";
  }

  @Override
  public BatchLimits limits() {
    return limits;
  }

  @Override
  public long[] tokens(String text) {
    long[] words = WORD.splitAsStream(text.strip()).mapToLong(String::hashCode).toArray();
    long[] tokens = new long[Math.min(words.length, space.maxTokens() - 2) + 2];
    System.arraycopy(words, 0, tokens, 1, tokens.length - 2);
    return tokens;
  }

  @Override
  public List<Embedding> run(List<long[]> batch) throws EncodeException {
    if (closed) {
      throw new AssertionError("run after close");
    }
    inside.incrementAndGet();
    try {
      batches.add(batch.stream().map(tokens -> tokens.length).toList());
      begun.release();
      gate.acquire();
      List<Embedding> embeddings = new ArrayList<>();
      for (long[] tokens : batch) {
        embeddings.add(embedding(tokens));
      }
      return embeddings;
    } catch (InterruptedException e) {
      throw new EncodeException("interrupted", e);
    } finally {
      inside.decrementAndGet();
    }
  }

  private Embedding embedding(long[] tokens) throws EncodeException {
    float[] components = new float[space.dimension()];
    components[0] = 1;
    for (long token : tokens) {
      if (token == POISON.hashCode()) {
        throw new EncodeException("the device does not like this text");
      }
      components[Math.floorMod(token * 31, components.length)] += 1;
    }
    return Embedding.normalised(components);
  }

  @Override
  public void close() {
    if (inside.get() > 0) {
      throw new AssertionError("closed while a run is under way");
    }
    closed = true;
  }
}
