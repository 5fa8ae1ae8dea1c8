package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.hnsw.HnswGraph;

/**
 * The graph of a segment and its quantized vectors, arranged in memory for walks over it. Its nodes
 * are the segment's in another {@link Order}. Immutable; the memory of the vectors goes with it.
 */
final class SearchGraph implements NodeGraph {
  private static final int PAGE_BYTES = 4096;

  private final Order order;
  private final List<Links> levels;
  private final int entryNode;
  private final int degree;
  private final Quantization quantization;
  private final MemorySegment vectors;

  private SearchGraph(
      Order order,
      List<Links> levels,
      int entryNode,
      Quantization quantization,
      MemorySegment vectors) {
    this.order = order;
    this.levels = levels;
    this.entryNode = entryNode;
    this.degree = levels.stream().mapToInt(Links::degree).max().orElseThrow();
    this.quantization = quantization;
    this.vectors = vectors;
  }

  /** Reads a graph, which must have nodes. */
  static SearchGraph of(HnswGraph graph, QuantizedVectors quantized) throws IOException {
    int bytes = quantized.quantization().bytes();
    Links all = Links.of(graph, 0);
    Order order = Order.of(all, graph.entryNode(), Math.max(1, PAGE_BYTES / bytes));
    List<Links> levels = new ArrayList<>();
    levels.add(all.renumbered(order));
    for (int level = 1; level < graph.numLevels(); level++) {
      levels.add(Links.of(graph, level).renumbered(order));
    }
    MemorySegment vectors = Arena.ofAuto().allocate((long) bytes * all.size(), PAGE_BYTES);
    for (int place = 0; place < all.size(); place++) {
      MemorySegment.copy(
          quantized.records(),
          (long) order.node(place) * bytes,
          vectors,
          (long) place * bytes,
          bytes);
    }
    return new SearchGraph(
        order, levels, order.place(graph.entryNode()), quantized.quantization(), vectors);
  }

  @Override
  public int size() {
    return levels.getFirst().size();
  }

  @Override
  public int top() {
    return levels.size() - 1;
  }

  @Override
  public int entryNode() {
    return entryNode;
  }

  @Override
  public int degree() {
    return degree;
  }

  @Override
  public int links(int level, int node, int[] into) {
    return levels.get(level).copy(node, into);
  }

  @Override
  public int touch(int node) {
    return levels.getFirst().touch(node);
  }

  @Override
  public int ordinal(int node) {
    return order.node(node);
  }

  @Override
  public MemorySegment vectors() {
    return vectors;
  }

  @Override
  public Quantization quantization() {
    return quantization;
  }
}
