package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Reads the graphs of a segment; the first search of each arranges it in memory, which takes about
 * a microsecond a node. Thread-safe.
 */
final class QuantizedHnswReader extends KnnVectorsReader implements HnswGraphProvider {
  private final Lucene99HnswVectorsReader graphs;
  private final QuantizedReader flat;
  private final Map<String, SearchGraph> arranged = new ConcurrentHashMap<>();

  QuantizedHnswReader(Lucene99HnswVectorsReader graphs, QuantizedReader flat) {
    this.graphs = graphs;
    this.flat = flat;
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    HnswGraph graph = graphs.getGraph(field);
    int expected = HnswGraphSearcher.expectedVisitedNodes(collector.k(), graph.size());
    if (graph.size() == 0 || expected >= Math.min(acceptDocs.cost(), graph.size())) {
      graphs.search(field, target, collector, acceptDocs); // one by one
      return;
    }
    FloatVectorValues values = flat.getFloatVectorValues(field);
    FlatVectorsScorer.checkDimensions(target.length, values.dimension());
    new GraphWalk(
            arranged(field, graph),
            target,
            collector,
            values,
            values.getAcceptOrds(acceptDocs.bits()))
        .run();
  }

  private SearchGraph arranged(String field, HnswGraph graph) throws IOException {
    SearchGraph known = arranged.get(field);
    if (known == null) {
      synchronized (arranged) { // once, whoever waits
        known = arranged.get(field);
        if (known == null) {
          known = SearchGraph.of(graph, flat.vectors(field));
          arranged.put(field, known);
        }
      }
    }
    return known;
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
    graphs.close();
  }
}
