package io.akin.index.lucene;

import io.akin.index.IndexManifest;
import io.akin.index.lucene.quantized.QuantizedHnswFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * How Lucene is to write an index, and the threads that link the graphs of merged segments: unless
 * it is given some, one thread does, and the other cores wait for it.
 */
final class MergeWorkers implements Closeable {
  private static final double BUFFER_MEGABYTES = 256;

  /**
   * Every search looks into each segment by itself: three graphs cost two thirds of the rate. So
   * segments below this size, some 18,000 papers, are soon joined; a larger graph is kept and the
   * papers of the others are linked into it.
   */
  private static final double FLOOR_MEGABYTES = 64;

  private static final double SEGMENTS_OF_LIKE_SIZE = 3;

  private final int count = Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          count, Thread.ofPlatform().name("index-merge-", 1).daemon().factory());

  private final ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();

  /** A configuration for a writer whose papers are found while more are added. */
  IndexWriterConfig config(IndexManifest manifest) {
    return base(manifest)
        .setMergeScheduler(scheduler)
        .setMergePolicy(
            new TieredMergePolicy()
                .setFloorSegmentMB(FLOOR_MEGABYTES)
                .setSegmentsPerTier(SEGMENTS_OF_LIKE_SIZE));
  }

  /**
   * A configuration for a writer that nobody reads before all is added and {@link #mergeAll} has
   * been called: no graph is built that the last one would replace.
   */
  IndexWriterConfig bulk(IndexManifest manifest) {
    return base(manifest).setMergePolicy(NoMergePolicy.INSTANCE);
  }

  /** Makes one segment of all. */
  static void mergeAll(IndexWriter writer) throws IOException {
    writer.getConfig().setMergePolicy(new TieredMergePolicy());
    writer.forceMerge(1);
  }

  /** Waits until what is being merged is one. */
  void awaitMerges() {
    scheduler.sync();
  }

  private IndexWriterConfig base(IndexManifest manifest) {
    var hnsw =
        new QuantizedHnswFormat(
            manifest.hnsw().m(), manifest.hnsw().efConstruction(), count, threads);
    return new IndexWriterConfig(PaperTerms.ANALYZER)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setMaxBufferedDocs(QuantizedHnswFormat.TINY_SEGMENT)
        .setCommitOnClose(false)
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return hnsw;
              }
            });
  }

  /** To be called when the writer has been closed. */
  @Override
  public void close() {
    threads.close();
  }
}
