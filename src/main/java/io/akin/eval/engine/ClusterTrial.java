package io.akin.eval.engine;

import io.akin.cluster.Clusterer;
import io.akin.cluster.Clustering;
import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Outliers;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.eval.Agreement;
import io.akin.eval.Benchmark;
import io.akin.eval.Dbcv;
import io.akin.eval.Measurement;
import io.akin.eval.QueryScores;
import io.akin.eval.Silhouette;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperView;
import io.akin.layout.NeighbourPreservation;
import io.akin.layout.Umap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Scores ways to group a benchmark's labelled papers, and to lay them out. Each is run ten times,
 * with another seed and another tenth of the papers left out, so that the figures have intervals;
 * the figure is the mean, as in MTEB's clustering tasks.
 *
 * <ul>
 *   <li>{@code v_measure}, the main one, {@code nmi} and {@code ari} are those of {@link
 *       Agreement}, with noise as one more group.
 *   <li>{@code silhouette} is that of {@link Silhouette}.
 *   <li>{@code dbcv} is that of {@link Dbcv} for every n-th of the papers, at most 2,000.
 *   <li>{@code clustered} is the share of papers that are not noise.
 * </ul>
 */
public final class ClusterTrial {
  private static final int RUNS = 10;
  private static final int COMPARED_BY_DENSITY = 2_000;
  private static final int NEIGHBOURS = 15;
  private static final int KEPT = 10;

  private final int[] labels;
  private final List<Embedding> vectors;

  /** Of labels, numbered from 0, {@code int[n]}, and vectors. */
  ClusterTrial(int[] labels, List<Embedding> vectors) {
    this.labels = labels.clone();
    this.vectors = List.copyOf(vectors);
  }

  /**
   * Reads the papers' vectors.
   *
   * @param view of an index that {@link BenchmarkCorpus} has filled
   */
  public static ClusterTrial of(Benchmark benchmark, PaperView view) throws IOException {
    List<String> names = benchmark.labels().values().stream().distinct().sorted().toList();
    List<Embedding> vectors = new ArrayList<>();
    for (String document : benchmark.labels().keySet()) {
      vectors.add(
          view.find(BenchmarkCorpus.id(document))
              .map(IndexedPaper::embedding)
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s: the paper %s is not in the index; delete the index, and run again"
                              .formatted(benchmark.name(), document))));
    }
    return new ClusterTrial(
        benchmark.labels().values().stream().mapToInt(names::indexOf).toArray(), vectors);
  }

  /** How many different labels there are. */
  public int labels() {
    return 1 + Arrays.stream(labels).max().orElse(-1);
  }

  /**
   * Scores a way to group.
   *
   * @param clusterer made anew with the seed of each run
   */
  public Measurement measure(LongFunction<Clusterer> clusterer, Workers workers)
      throws InterruptedException {
    return measure(clusterer, List.of(Outliers.KEEP), workers).getFirst();
  }

  /**
   * Scores a way to group that finds noise, with several policies for it.
   *
   * @param clusterer made anew with the seed of each run
   * @return one for each policy
   */
  public List<Measurement> measure(
      LongFunction<Clusterer> clusterer, List<Outliers> policies, Workers workers)
      throws InterruptedException {
    List<Scores> scores = policies.stream().map(_ -> new Scores()).toList();
    for (int run = 0; run < RUNS; run++) {
      int[] kept = kept(run);
      EmbeddingMatrix matrix = matrix(kept, 1);
      Clustering found = clusterer.apply(run).cluster(matrix, workers);
      for (int i = 0; i < policies.size(); i++) {
        Clustering applied = policies.get(i).apply(found, matrix, workers);
        scores.get(i).add(run, scores(kept, matrix, applied.labels()));
      }
    }
    return scores.stream().map(Scores::measurement).toList();
  }

  /**
   * Scores a layout: {@code neighbours_kept@10} is the {@link NeighbourPreservation}.
   *
   * @param options with the seed of each run; of up to 16 neighbours
   */
  public Measurement measureLayout(LongFunction<Umap.Options> options, Workers workers)
      throws InterruptedException {
    Scores scores = new Scores();
    for (int run = 0; run < RUNS; run++) {
      EmbeddingMatrix matrix = matrix(kept(run), 1);
      NeighbourGraph graph = NeighbourSearch.nearest(matrix, NEIGHBOURS, workers);
      float[][] layout = new Umap(options.apply(run)).layout(matrix, graph, workers);
      double preserved = NeighbourPreservation.at(KEPT, graph, layout, workers);
      scores.add(run, Map.of("neighbours_kept@" + KEPT, preserved));
    }
    return scores.measurement();
  }

  /** The papers of a run. */
  private int[] kept(int run) {
    return IntStream.range(0, labels.length).filter(i -> i % RUNS != run).toArray();
  }

  private Map<String, Double> scores(int[] kept, EmbeddingMatrix matrix, int[] found) {
    Agreement agreement = Agreement.of(Arrays.stream(kept).map(i -> labels[i]).toArray(), found);
    int step = Math.max(1, Math.ceilDiv(found.length, COMPARED_BY_DENSITY));
    int[] some = IntStream.range(0, found.length).filter(i -> i % step == 0).toArray();
    long clustered = Arrays.stream(found).filter(label -> label != Clustering.NOISE).count();
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("v_measure", agreement.vMeasure());
    scores.put("nmi", agreement.normalisedInformation());
    scores.put("ari", agreement.adjustedRand());
    scores.put("silhouette", Silhouette.of(matrix, found));
    scores.put(
        "dbcv", Dbcv.of(matrix(kept, step), Arrays.stream(some).map(i -> found[i]).toArray()));
    scores.put("clustered", (double) clustered / Math.max(1, found.length));
    return scores;
  }

  private EmbeddingMatrix matrix(int[] kept, int step) {
    return EmbeddingMatrix.of(
        IntStream.range(0, kept.length)
            .filter(i -> i % step == 0)
            .mapToObj(i -> vectors.get(kept[i]))
            .toList());
  }

  /** What each metric is in each run. */
  private static final class Scores {
    private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();

    void add(int run, Map<String, Double> scores) {
      scores.forEach(
          (metric, value) ->
              values.computeIfAbsent(metric, _ -> new TreeMap<>()).put("run-" + run, value));
    }

    Measurement measurement() {
      return new Measurement(
          values.entrySet().stream()
              .map(entry -> new QueryScores(entry.getKey(), entry.getValue(), Map.of()))
              .toList(),
          0);
    }
  }
}
