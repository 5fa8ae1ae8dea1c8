package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.util.hnsw.HnswGraph;

/** The graph of a segment where it lies. For one thread. */
final class StoredGraph implements NodeGraph {
  private final HnswGraph graph;
  private final QuantizedVectors vectors;
  private final int top;
  private final int entryNode;

  /** Reads a graph, which must have nodes. */
  StoredGraph(HnswGraph graph, QuantizedVectors vectors) throws IOException {
    this.graph = graph;
    this.vectors = vectors;
    this.top = graph.numLevels() - 1;
    this.entryNode = graph.entryNode();
  }

  @Override
  public int size() {
    return graph.size();
  }

  @Override
  public int top() {
    return top;
  }

  @Override
  public int entryNode() {
    return entryNode;
  }

  @Override
  public int degree() {
    return 2 * graph.maxConn(); // as many on the lowest level
  }

  @Override
  public int links(int level, int node, int[] into) throws IOException {
    graph.seek(level, node);
    int count = graph.neighborCount();
    for (int i = 0; i < count; i++) {
      into[i] = graph.nextNeighbor();
    }
    return count;
  }

  @Override
  public int touch(int node) {
    return 0; // they would have to be decoded
  }

  @Override
  public int ordinal(int node) {
    return node;
  }

  @Override
  public MemorySegment vectors() {
    return vectors.records();
  }

  @Override
  public Quantization quantization() {
    return vectors.quantization();
  }
}
