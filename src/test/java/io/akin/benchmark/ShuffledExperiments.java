package io.akin.benchmark;

import io.akin.app.Application;
import io.akin.app.ModelChoice;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingSpace;
import io.akin.experiment.Experiment;
import io.akin.experiment.Method;
import io.akin.experiment.PaperChoice;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes the clusters, names and map of all papers of an index again and again, of another order of
 * the papers each time and on 1 to 4 threads in turn, and fails on the first that are not the same
 * to the last bit; run by {@code make bench-shuffles}.
 */
final class ShuffledExperiments {
  private static final int MOST_THREADS = 4;

  private ShuffledExperiments() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = Integer.parseInt(args[1]);
    long firstSeed = Long.parseLong(args[2]);
    List<IndexedPaper> papers;
    EmbeddingSpace space;
    Application application =
        new Application(Path.of(args[0]), Path.of("models"), ModelChoice.DEFAULT);
    try (PaperIndex index = application.openIndex()) {
      space = index.manifest().space();
      papers = new ArrayList<>(PaperChoice.all(index, PaperFilter.ALL));
    }
    String digest = digest(space, papers, 1);
    long start = System.nanoTime();
    for (int run = 0; run < runs; run++) {
      long seed = firstSeed + run;
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Collections.shuffle(papers, random);
      int threads = 1 + run % MOST_THREADS;
      String other = digest(space, papers, threads);
      if (!other.equals(digest)) {
        System.err.printf(
            Locale.ROOT,
            "shuffle %d on %d threads: digest %s, but %s of the order of the index%n",
            seed,
            threads,
            other,
            digest);
        System.exit(1);
      }
    }
    System.out.println("digest " + digest);
    System.out.printf(
        Locale.ROOT,
        "figures: papers=%d runs=%d seconds=%.1f%n",
        papers.size(),
        runs,
        (System.nanoTime() - start) / 1e9);
  }

  private static String digest(EmbeddingSpace space, List<IndexedPaper> papers, int threads)
      throws InterruptedException {
    Workers workers = new Workers(threads, Progress.NONE);
    return new Experiment(Method.DEFAULT, 0, workers).run(space, papers).digest();
  }
}
