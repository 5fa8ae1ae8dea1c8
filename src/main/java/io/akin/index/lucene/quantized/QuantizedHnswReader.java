package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the graphs of a segment. The first search has the graph arranged in memory, in a thread of
 * its own that begins a second later and does one after the other, some microseconds a node; until
 * that is done, or if it cannot be, it is walked where it lies, which takes longer, and the same is
 * found. Thread-safe.
 */
final class QuantizedHnswReader extends KnnVectorsReader implements HnswGraphProvider {
  private static final Logger LOG = System.getLogger(QuantizedHnswReader.class.getName());

  /** Vectors that are compared one after the other in the time of one that a walk jumps to. */
  private static final int SCANNED_IN_A_VISIT = 3;

  private static final int SCANNED_AT_ONCE = 64;

  /** The first searches after a start, when everything is slow, have the machine to themselves. */
  static final int DELAY_MILLISECONDS = 1_000;

  private static final Executor ARRANGER = arranger();

  private final Lucene99HnswVectorsReader graphs;
  private final QuantizedReader flat;
  private final Map<String, CompletableFuture<SearchGraph>> arrangements =
      new ConcurrentHashMap<>();

  private volatile boolean closed;

  QuantizedHnswReader(Lucene99HnswVectorsReader graphs, QuantizedReader flat) {
    this.graphs = graphs;
    this.flat = flat;
  }

  /** One graph at a time: the searches that wait for none of them need the other cores. */
  private static Executor arranger() {
    var one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("index-arrange").factory());
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    int size = graphs.getGraph(field).size();
    int accepted = Math.min(acceptDocs.cost(), size);
    if (size == 0 || scanIsCheaper(collector.k(), accepted, size)) {
      scan(field, target, collector, acceptDocs);
      return;
    }
    CompletableFuture<SearchGraph> arrangement = arrangement(field);
    NodeGraph graph =
        arrangement.state() == Future.State.SUCCESS
            ? arrangement.resultNow()
            : new StoredGraph(graphs.getGraph(field), flat.vectors(field));
    FloatVectorValues values = flat.getFloatVectorValues(field);
    FlatVectorsScorer.checkDimensions(target.length, values.dimension());
    boolean found =
        new GraphWalk(graph, target, collector, values, values.getAcceptOrds(acceptDocs.bits()))
            .run(accepted);
    if (!found) { // the accepted lie far from what is wanted
      scan(field, target, collector, acceptDocs);
    }
  }

  /**
   * Whether to compare with all that are accepted, which are read one after the other. A walk
   * passes through those that are not accepted as well.
   */
  private static boolean scanIsCheaper(int k, int accepted, int size) {
    double visits = HnswGraphSearcher.expectedVisitedNodes(k, size) * (double) size / accepted;
    return accepted <= visits * SCANNED_IN_A_VISIT;
  }

  private void scan(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    RandomVectorScorer scorer = flat.getRandomVectorScorer(field, target);
    KnnVectorValues.DocIndexIterator rows = flat.getFloatVectorValues(field).iterator();
    DocIdSetIterator accepted = acceptDocs.iterator();
    int[] docs = new int[SCANNED_AT_ONCE];
    int[] ordinals = new int[SCANNED_AT_ONCE];
    float[] scores = new float[SCANNED_AT_ONCE];
    int count = 0;
    int doc;
    do {
      doc = accepted.nextDoc();
      if (rows.docID() < doc) {
        var _ = rows.advance(doc);
      }
      if (rows.docID() == doc && doc != DocIdSetIterator.NO_MORE_DOCS) {
        docs[count] = doc;
        ordinals[count++] = rows.index();
      }
      if (count == SCANNED_AT_ONCE || doc == DocIdSetIterator.NO_MORE_DOCS) {
        collector.incVisitedCount(count);
        scorer.bulkScore(ordinals, scores, count);
        for (int i = 0; i < count; i++) {
          collector.collect(docs[i], scores[i]);
        }
        count = 0;
      }
    } while (doc != DocIdSetIterator.NO_MORE_DOCS);
  }

  /** The arranged graph of a field, which is begun when it is first asked for. */
  CompletableFuture<SearchGraph> arrangement(String field) {
    return arrangements.computeIfAbsent(
        field,
        name ->
            CompletableFuture.supplyAsync(
                    () -> arrange(name),
                    CompletableFuture.delayedExecutor(
                        DELAY_MILLISECONDS, TimeUnit.MILLISECONDS, ARRANGER))
                .whenComplete((_, fault) -> tellIf(fault)));
  }

  private SearchGraph arrange(String field) {
    if (closed) {
      throw new AlreadyClosedException("nobody searches this graph any more");
    }
    try {
      return SearchGraph.of(graphs.getGraph(field), flat.vectors(field));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tellIf(@Nullable Throwable fault) {
    if (fault != null && !closed) {
      LOG.log(
          Level.WARNING,
          "a graph could not be arranged in memory; searches walk it where it lies, which takes"
              + " longer",
          fault);
    }
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    graphs.search(field, target, collector, acceptDocs);
  }

  @Override
  public HnswGraph getGraph(String field) throws IOException {
    return graphs.getGraph(field);
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return graphs.getFloatVectorValues(field);
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field, @Nullable DataAccessHint access)
      throws IOException {
    return graphs.getFloatVectorValues(field, access);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return graphs.getByteVectorValues(field);
  }

  @Override
  public KnnVectorsReader getMergeInstance() throws IOException {
    return graphs.getMergeInstance();
  }

  @Override
  public void finishMerge() throws IOException {
    graphs.finishMerge();
  }

  @Override
  public int getVectorCount(FieldInfo field) throws IOException {
    return graphs.getVectorCount(field);
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    return graphs.getOffHeapByteSize(field);
  }

  @Override
  public void checkIntegrity() throws IOException {
    graphs.checkIntegrity();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (CompletableFuture<SearchGraph> arrangement : arrangements.values()) {
      var _ = arrangement.thenAccept(SearchGraph::close);
    }
    graphs.close();
  }
}
