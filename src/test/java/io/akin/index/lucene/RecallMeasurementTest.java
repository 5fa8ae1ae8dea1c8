package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.benchmark.MadeVectors;
import io.akin.embedding.Embedding;
import io.akin.index.IndexedPaper;
import io.akin.index.RecallReport;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recall of indexes that are large enough for a graph, and of such with holes. */
class RecallMeasurementTest {
  private static final int DIMENSION = 128;

  private final long seed = Long.getLong("tests.seed", System.nanoTime());

  @TempDir private Path index;

  private List<IndexedPaper> papers(int count) {
    List<IndexedPaper> papers = new ArrayList<>();
    MadeVectors vectors = new MadeVectors(DIMENSION, seed);
    for (int i = 0; i < count; i++) {
      Paper paper =
          Paper.titled("Kites " + i).ids(List.of(new ArxivId("2101.%05d".formatted(i)))).build();
      papers.add(new IndexedPaper(paper, Embedding.normalised(vectors.next()), "hash"));
    }
    return papers;
  }

  private void write(List<IndexedPaper> papers) throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
      for (int i = 0; i < papers.size(); i++) {
        writer.replace(List.of(), papers.get(i));
        if (i % 2_000 == 1_999) {
          writer.commit();
        }
      }
      writer.commit();
    }
  }

  /** In one segment, which has a graph. */
  private void writeGraph(List<IndexedPaper> papers) throws IOException {
    write(papers);
    LuceneGenerations.compact(index, "akin compact", InstantSource.system());
  }

  private String repeat() {
    return "repeat with -Dtests.seed=" + seed;
  }

  @Test
  void theSettingThatIsChosenReachesTheTargetAndIsUsed() throws IOException {
    writeGraph(papers(8_000));

    RecallReport tuned = LuceneRecall.tune(index, 100, 0.95);

    assertTrue(tuned.recall() >= 0.95 && tuned.reached(), () -> tuned + ", " + repeat());
    assertEquals(OptionalDouble.of(0.95), tuned.target());
    assertEquals(tuned, LuceneRecall.tune(index, 100, 0.95), this::repeat);
    assertEquals(tuned, LuceneRecall.measure(index, 100), this::repeat);
    assertEquals(tuned.gamma(), LuceneIndex.storage(index).gamma());
    try (LuceneIndex reader = LuceneIndex.open(index);
        LuceneView view = reader.view()) {
      assertEquals(tuned.gamma(), view.gamma());
    }
    RecallReport harder = LuceneRecall.tune(index, 100, 0.999);
    assertTrue(harder.gamma() > tuned.gamma(), () -> harder + ", " + repeat());
  }

  @Test
  void shorterWalksThanAreChosenMissTheTarget() throws IOException {
    writeGraph(papers(8_000));
    try (LuceneIndex reader = LuceneIndex.open(index);
        LuceneView view = reader.view()) {
      RecallMeasurement measurement = new RecallMeasurement(view.searcher(), 100);
      RecallReport chosen = measurement.cheapest(0.999);

      assertTrue(chosen.recall() >= 0.999, () -> chosen + ", " + repeat());
      double shorter = measurement.with(chosen.gamma() - 0.005).recall();

      assertTrue(shorter < 0.999, () -> chosen + " but with less " + shorter + ", " + repeat());
    }
  }

  @Test
  void aSettingForAnIndexOfAnotherSizeIsNotTrusted() {
    RecallReport low = new RecallReport(0.99, 50, 10_000, 0.05, OptionalDouble.of(0.99));
    RecallReport high = new RecallReport(0.99, 50, 10_000, 0.3, OptionalDouble.of(0.99));

    assertEquals(0.05, Crossover.gamma(Optional.of(low), 14_000));
    assertEquals(0.1, Crossover.gamma(Optional.of(low), 16_000));
    assertEquals(0.3, Crossover.gamma(Optional.of(high), 16_000));
    assertTrue(low.isStale(4_999));
    assertFalse(low.isStale(5_000));
  }

  @Test
  void whatWasMeasuredWithoutATargetChoosesNothing() {
    RecallReport measured = new RecallReport(0.99, 50, 10_000, 0.05, OptionalDouble.empty());

    assertEquals(0.1, Crossover.gamma(Optional.of(measured), 10_000));
  }

  /** Of a graph a third of whose nodes are gone, and of the one that is made of the rest. */
  @Test
  void removedPapersDoNotPoisonRecall() throws IOException {
    List<IndexedPaper> papers = papers(9_000);
    writeGraph(papers);
    double before = LuceneRecall.measure(index, 100).recall();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
      List<IndexedPaper> removed = new ArrayList<>();
      for (int i = 0; i < papers.size(); i++) {
        if (i % 10 < 3) {
          removed.add(papers.get(i));
        }
      }
      writer.remove(removed);
      writer.commit();
    }
    assertEquals(6_300, LuceneIndex.storage(index).papers());

    double after = LuceneRecall.measure(index, 100).recall();
    LuceneGenerations.compact(index, "akin compact", InstantSource.system());
    double compacted = LuceneRecall.measure(index, 100).recall();

    assertEquals(1, LuceneIndex.storage(index).segments());
    assertEquals(0, LuceneIndex.storage(index).removed());
    assertTrue(
        Math.min(after, compacted) > before - 0.01 && before > 0.9,
        () -> before + ", " + after + ", " + compacted + ", " + repeat());
  }

  @Test
  void commitsLeaveFewSegments() throws IOException {
    write(papers(20_000));

    assertTrue(LuceneIndex.storage(index).segments() <= 8, LuceneIndex.storage(index)::toString);
  }
}
