package io.akin.index.lucene;

import io.akin.index.IndexManifest;
import java.io.Closeable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * How Lucene is to write an index, and the threads that link the graphs of merged segments: unless
 * it is given some, one thread does, and the other cores wait for it.
 */
final class MergeWorkers implements Closeable {
  private static final double BUFFER_MEGABYTES = 256;

  /**
   * Each segment has a graph of its own that every search walks: three of them cost two thirds of
   * the rate. So segments below this size, some 18,000 papers, are soon joined; the larger graph is
   * kept and the papers of the others are linked into it.
   */
  private static final double FLOOR_MEGABYTES = 64;

  private static final double SEGMENTS_OF_LIKE_SIZE = 3;

  private final int count = Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          count, Thread.ofPlatform().name("index-merge-", 1).daemon().factory());

  /** A configuration for one writer. */
  IndexWriterConfig config(IndexManifest manifest) {
    int m = manifest.hnsw().m();
    int efConstruction = manifest.hnsw().efConstruction();
    var hnsw =
        count == 1
            ? new Lucene99HnswVectorsFormat(m, efConstruction)
            : new Lucene99HnswVectorsFormat(m, efConstruction, count, threads);
    return new IndexWriterConfig(PaperTerms.ANALYZER)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setCommitOnClose(false)
        .setMergePolicy(
            new TieredMergePolicy()
                .setFloorSegmentMB(FLOOR_MEGABYTES)
                .setSegmentsPerTier(SEGMENTS_OF_LIKE_SIZE))
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
