package io.akin.benchmark;

import io.akin.app.Application;
import io.akin.app.LazyEncoder;
import io.akin.app.ModelChoice;
import io.akin.index.PaperIndex;
import io.akin.recommend.Mode;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Milliseconds for ten related papers of random papers of an index: by mode, with reasons whose
 * sentences have not been seen before ({@code explain}), with reasons for nine of the same, so that
 * list and sentences are known ({@code explain_cached}), with reasons for a list that has to be
 * made anew of the same papers ({@code explain_new_list}), and with that asked for again.
 */
public final class RecommendLatency {
  private static final int WARM_UP = 200;

  /** A least score that every paper has, which makes another list of the same papers. */
  private static final double NO_BOUND = -10;

  private RecommendLatency() {}

  /** Arguments: the folder of the index, and how many papers to ask for. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Application application =
        new Application(Path.of(args[0]), Path.of("models"), ModelChoice.DEFAULT);
    int requests = Integer.parseInt(args[1]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    try (PaperIndex index = application.openIndex();
        LazyEncoder encoder = new LazyEncoder(application)) {
      Recommender recommender = new Recommender(index, encoder, InstantSource.system());
      List<String> ids = new ArrayList<>();
      index.scan(indexed -> ids.add(indexed.paper().id().text()));
      List<String> seeds = new ArrayList<>();
      for (int i = 0; i < WARM_UP + requests; i++) {
        seeds.add(ids.get(random.nextInt(ids.size())));
      }
      double[] dense = new double[requests];
      double[] hybrid = new double[requests];
      double[] explained = new double[requests];
      double[] cached = new double[requests];
      double[] newList = new double[requests];
      double[] again = new double[requests];
      for (int i = 0; i < seeds.size(); i++) {
        Request.Builder request = Request.likePaper(seeds.get(i));
        double d = millis(recommender, request.mode(Mode.DENSE).build());
        double h = millis(recommender, request.mode(Mode.HYBRID).build());
        double e = millis(recommender, request.explained(true).build());
        double c = millis(recommender, request.limit(9).build());
        double n = millis(recommender, request.minScore(NO_BOUND).build());
        double a = millis(recommender, request.build());
        if (i >= WARM_UP) {
          dense[i - WARM_UP] = d;
          hybrid[i - WARM_UP] = h;
          explained[i - WARM_UP] = e;
          cached[i - WARM_UP] = c;
          newList[i - WARM_UP] = n;
          again[i - WARM_UP] = a;
        }
      }
      System.out.printf(
          "figures: papers=%d requests=%d %s %s %s %s %s %s%n",
          ids.size(),
          requests,
          percentiles("dense", dense),
          percentiles("hybrid", hybrid),
          percentiles("explain", explained),
          percentiles("explain_cached", cached),
          percentiles("explain_new_list", newList),
          percentiles("again", again));
    }
  }

  private static double millis(Recommender recommender, Request request) throws IOException {
    long start = System.nanoTime();
    var _ = recommender.recommend(request);
    return (System.nanoTime() - start) / 1e6;
  }

  private static String percentiles(String name, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return "%s_p50_ms=%.2f %s_p95_ms=%.2f"
        .formatted(
            name,
            sorted[sorted.length / 2],
            name,
            sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)]);
  }
}
