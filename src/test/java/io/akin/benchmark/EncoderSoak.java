package io.akin.benchmark;

import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Encodes invented texts, no two of them alike, most a word or two and one in a thousand as long as
 * an abstract, and watches the memory of its process: what is not given back shows over a million
 * of them.
 */
final class EncoderSoak {
  private static final int CALL = 500;
  private static final int INTERVAL = 10_000;
  private static final int LONG_EVERY = 1_000;
  private static final long SEED = 1;

  private EncoderSoak() {}

  /** Arguments: name of a model under {@code models/}; how many texts, a multiple of 10,000. */
  public static void main(String[] args) throws IOException {
    long count = Long.parseLong(args[1]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    SnapshotGenerator words = new SnapshotGenerator(SEED, 0, 0);
    long first = 0;
    long most = 0;
    long last = 0;
    long start = System.nanoTime();
    try (Encoder encoder = EncoderContender.open(args[0])) {
      for (long done = 0; done < count; done += CALL) {
        List<String> texts = new ArrayList<>();
        for (long i = done; i < done + CALL; i++) {
          int characters = i % LONG_EVERY == 0 ? 1_500 : random.nextInt(2, 12);
          texts.add(i + " " + words.text(characters, false)); // the number is its own
        }
        int embeddings = encoder.encode(texts, Role.DOCUMENT, Priority.LOAD).size();
        if (embeddings != CALL) {
          throw new IOException("%d texts gave %d embeddings".formatted(CALL, embeddings));
        }
        if ((done + CALL) % INTERVAL == 0) {
          last = Rival.residentMegabytes("/proc/self/status");
          first = first == 0 ? last : first;
          most = Math.max(most, last);
          System.out.printf(Locale.ROOT, "%,d texts, %,d MB resident%n", done + CALL, last);
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "figures: texts=%d texts_per_s=%.1f rss_first_mb=%d rss_end_mb=%d rss_max_mb=%d%n",
        count,
        count / seconds,
        first,
        last,
        most);
  }
}
