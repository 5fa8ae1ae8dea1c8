package io.akin.index.lucene;

import io.akin.benchmark.MadeVectors;
import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.ingest.CommitPolicy;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * What a writer costs those who read: milliseconds of searches for the ten nearest, begun at a
 * steady rate, on an index at rest and while papers are added to it at a steady rate and committed
 * as a load commits them. Time is counted from when a search should have begun, so that one that
 * holds up the next is counted in full. Ingest itself: seconds per paper of the first load by
 * quarters. Run by {@code make bench-writes}.
 */
final class WriteBenchmark {
  private static final int DIMENSION = 384;
  private static final int QUERIES = 1_000;
  private static final int READS_A_SECOND = 100;
  private static final int WRITES_A_SECOND = 500;
  private static final int SECONDS = 40;

  private final Path folder;
  private final IndexManifest manifest;
  private final MadeVectors made;
  private int papers;

  private WriteBenchmark(Path folder, IndexManifest manifest, MadeVectors made) {
    this.folder = folder;
    this.manifest = manifest;
    this.made = made;
  }

  /**
   * Measures.
   *
   * @param args a folder for the index, which is not there yet, how many papers it is to begin
   *     with, and an index of 384 components whose manifest it is to have, so that a server can be
   *     started on it, or "" for one of its own
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int size = Integer.parseInt(args[1]);
    IndexManifest manifest =
        args[2].isEmpty()
            ? new IndexManifest(
                new HashingEncoder("bench", DIMENSION).space(), "none", HnswOptions.DEFAULT)
            : LuceneIndex.manifest(Path.of(args[2])).orElseThrow();
    new WriteBenchmark(Path.of(args[0]), manifest, new MadeVectors(DIMENSION, 1)).measure(size);
  }

  private void measure(int size) throws Exception {
    double[] quarters = new double[4];
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest)) {
      for (int quarter = 0; quarter < quarters.length; quarter++) {
        List<IndexedPaper> some = next(size / quarters.length);
        long start = System.nanoTime();
        add(writer, some, Integer.MAX_VALUE);
        quarters[quarter] = (System.nanoTime() - start) / 1e3 / some.size();
      }
    }
    List<Embedding> queries = next(QUERIES).stream().map(IndexedPaper::embedding).toList();
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      var _ = read(index, queries); // what was begun by opening it is over
      double[] idle = read(index, queries);
      List<IndexedPaper> some = next(WRITES_A_SECOND * SECONDS);
      FutureTask<Double> writing = inBackground(() -> write(some));
      double[] beside = read(index, queries);
      double rate = written(writing);
      System.out.printf(
          "figures: papers=%d us_a_paper_by_quarter=%.0f,%.0f,%.0f,%.0f added_a_second=%.0f"
              + " idle_p50_ms=%.2f idle_p99_ms=%.2f writing_p50_ms=%.2f writing_p99_ms=%.2f"
              + " p99_to_idle=%.2f%n",
          size,
          quarters[0],
          quarters[1],
          quarters[2],
          quarters[3],
          rate,
          percentile(idle, 50),
          percentile(idle, 99),
          percentile(beside, 50),
          percentile(beside, 99),
          percentile(beside, 99) / percentile(idle, 99));
    }
  }

  private List<IndexedPaper> next(int count) {
    List<IndexedPaper> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Paper paper =
          Paper.titled("Paper " + papers)
              .ids(
                  List.of(
                      new ArxivId(
                          "%04d.%05d".formatted(2101 + papers / 100_000, papers % 100_000))))
              .build();
      papers++;
      next.add(new IndexedPaper(paper, Embedding.normalised(made.next()), "hash"));
    }
    return next;
  }

  /** Adds papers, at most so many a second, and commits as a load does. */
  private static void add(LuceneIndexWriter writer, List<IndexedPaper> papers, int rate)
      throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < papers.size(); i++) {
      sleepUntil(start + i * 1_000_000_000L / rate);
      writer.replace(List.of(), papers.get(i));
      if ((i + 1) % CommitPolicy.DEFAULT.papers() == 0) {
        writer.commit();
      }
    }
    writer.commit();
  }

  /** Papers a second. */
  private double write(List<IndexedPaper> some) throws IOException {
    long start = System.nanoTime();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest)) {
      add(writer, some, WRITES_A_SECOND);
      return some.size() / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().name("writer").start(task);
    return task;
  }

  private static double written(FutureTask<Double> writing) throws IOException {
    try {
      return writing.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("the writer failed", e);
    }
  }

  /** Milliseconds of each search, sorted. */
  private static double[] read(LuceneIndex index, List<Embedding> queries) throws IOException {
    double[] millis = new double[READS_A_SECOND * SECONDS];
    long start = System.nanoTime();
    for (int i = 0; i < millis.length; i++) {
      long due = start + i * 1_000_000_000L / READS_A_SECOND;
      sleepUntil(due);
      var _ = index.nearest(new KnnQuery(queries.get(i % queries.size()), 10));
      millis[i] = (System.nanoTime() - due) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
  }
}
