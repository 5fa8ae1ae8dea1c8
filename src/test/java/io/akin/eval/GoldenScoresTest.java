package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our figures beside those of the reference scorer, score.py, on invented benchmarks. Scores tie,
 * documents are unjudged, a query is missing from each run and one has nothing relevant.
 */
class GoldenScoresTest {
  private static final List<Metric> RETRIEVAL =
      List.of(
          new Metric.NdcgAt(5),
          new Metric.NdcgAt(10),
          new Metric.NdcgAt(100),
          new Metric.NdcgPercent(20),
          new Metric.RecallAt(5),
          new Metric.RecallAt(10),
          new Metric.RecallAt(100),
          new Metric.AveragePrecision(),
          new Metric.ReciprocalRank());

  @TempDir Path folder;

  /** score.py trec --judged --jk --rel 2 --pct 20 --folds folds-all-dev.json. */
  @Test
  void gradedPoolsScoreAsTheReferenceSays() throws IOException {
    Benchmark benchmark = TestBenchmark.sample("graded").readFrom(folder);

    Measurement measured = benchmark.score(Run.readFrom(folder.resolve("run.txt")), RETRIEVAL);

    assertEquals(8, measured.queries());
    assertEquals(1, measured.incomplete());
    assertFigures(
        measured,
        QueryScores::mean,
        ".2231 .3471 .4533 .1251 .1408 .4452 .7917 .2194 .2283".split(" ", -1));
    assertFigures(
        measured,
        QueryScores::figure,
        ".2302 .3540 .4710 .1319 .1488 .4548 .8167 .2323 .2366".split(" ", -1));
    assertEquals(0.3106, measured.of("ndcg%20").values().getOrDefault("q3", -1.0), 0.00005);
    assertEquals(0.4050, measured.of("map").values().getOrDefault("q9", -1.0), 0.00005);
    assertEquals(0, measured.of("ndcg@100").values().getOrDefault("q7", -1.0));
  }

  /** score.py trec --exclude-self. */
  @Test
  void citationsScoreAsTheReferenceSays() throws IOException {
    Benchmark benchmark = TestBenchmark.sample("citations").readFrom(folder);

    Measurement measured = benchmark.score(Run.readFrom(folder.resolve("run.txt")));

    assertEquals(14, measured.queries());
    assertEquals(1, measured.incomplete());
    assertFigures(measured, QueryScores::figure, ".1730", ".7036", ".1637", ".2164");
  }

  /** score.py knn-emb with the vectors, and knn with all neighbours by falling distance. */
  @Test
  void labelsScoreAsTheReferenceSays() throws IOException {
    Benchmark benchmark = TestBenchmark.sample("labels").readFrom(folder);
    Map<String, int[]> vectors = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("vectors.txt"))) {
      String[] fields = line.split(" ", -1);
      vectors.put(fields[0], Stream.of(fields).skip(1).mapToInt(Integer::parseInt).toArray());
    }
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    vectors.forEach(
        (paper, vector) -> {
          List<Ranking.Scored> others = new ArrayList<>();
          vectors.forEach(
              (other, theirs) ->
                  others.add(new Ranking.Scored(other, -squaredDistance(vector, theirs))));
          rankings.put(paper, new Ranking(others));
        });

    Measurement measured = benchmark.score(new Run(rankings));

    assertEquals(67, measured.queries());
    assertEquals(0, measured.incomplete());
    assertEquals("knn_accuracy_cv@10", measured.main().metric());
    assertFigures(measured, QueryScores::figure, ".6476", ".6418");
  }

  private static double squaredDistance(int[] a, int[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static void assertFigures(
      Measurement measured, ToDoubleFunction<QueryScores> figure, String... expected) {
    assertEquals(expected.length, measured.scores().size());
    List<Executable> checks = new ArrayList<>();
    for (int i = 0; i < expected.length; i++) {
      QueryScores scores = measured.scores().get(i);
      String golden = expected[i];
      checks.add(
          () ->
              assertEquals(
                  "0" + golden,
                  EvalReport.rounded(figure.applyAsDouble(scores)).toString(),
                  scores.metric()));
    }
    assertAll(checks);
  }
}
