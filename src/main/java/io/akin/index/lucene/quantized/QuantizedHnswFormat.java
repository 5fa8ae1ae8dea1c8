package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.store.IOContext;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's HNSW graph, linked and walked by quantized vectors: an eighth of the memory to read, by
 * which most of the time goes. What a search finds is scored by them too, so ask for more than are
 * wanted, and compare those with the vectors as they are. A collector whose strategy is {@link
 * DistanceAdaptive} has walks go as far as a search needs it.
 *
 * <p>Segments that are written for the first time have no graph, since soon they are merged with
 * others and it would be thrown away; nor have merged ones that are as quickly compared one by one.
 * So a writer should write no more than {@value #TINY_SEGMENT} at a time.
 */
public final class QuantizedHnswFormat extends KnnVectorsFormat {
  private static final String NAME = "AkinQuantizedHnsw";
  private static final QuantizedFlatFormat FLAT = new QuantizedFlatFormat();

  /** Up to this many vectors of a segment are compared one by one; larger ones have a graph. */
  public static final int TINY_SEGMENT = 5_000;

  /** By Lucene's reckoning a search with so many candidates meets all of a tiny segment. */
  private static final int TINY_CANDIDATES = (int) (TINY_SEGMENT / Math.log(TINY_SEGMENT));

  private static final int NEVER = Integer.MAX_VALUE;

  private final int m;
  private final int efConstruction;
  private final int workers;
  private final @Nullable ExecutorService executor;

  /** To read; Lucene finds it by its name. */
  public QuantizedHnswFormat() {
    this(
        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
        1,
        null);
  }

  /**
   * To read and write.
   *
   * @param workers tasks that link a graph at once, at least 1
   * @param executor runs them, if there are several
   */
  public QuantizedHnswFormat(
      int m, int efConstruction, int workers, @Nullable ExecutorService executor) {
    super(NAME);
    this.m = m;
    this.efConstruction = efConstruction;
    this.workers = workers;
    this.executor = executor;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    boolean merge = state.context.context() == IOContext.Context.MERGE;
    return new Lucene99HnswVectorsWriter(
        state,
        m,
        efConstruction,
        FLAT,
        FLAT.fieldsWriter(state),
        workers,
        executor == null ? null : new TaskExecutor(executor),
        merge ? TINY_CANDIDATES : NEVER);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    QuantizedReader flat = FLAT.fieldsReader(state);
    return new QuantizedHnswReader(new Lucene99HnswVectorsReader(state, flat), flat);
  }

  @Override
  public int getMaxDimensions(String field) {
    return DEFAULT_MAX_DIMENSIONS;
  }
}
