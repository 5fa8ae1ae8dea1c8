package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.hnsw.HnswGraph;

/**
 * The graph of a segment and its quantized vectors, arranged in memory for walks over it. Its nodes
 * are the segment's in another {@link Order}. Immutable. The memory of the links and vectors lies
 * outside of the heap, and is given back when the graph is closed.
 */
final class SearchGraph implements NodeGraph, AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  private final Arena arena;
  private final Order order;
  private final List<Links> levels;
  private final int entryNode;
  private final int degree;
  private final Quantization quantization;
  private final MemorySegment vectors;

  private SearchGraph(
      Arena arena,
      Order order,
      List<Links> levels,
      int entryNode,
      Quantization quantization,
      MemorySegment vectors) {
    this.arena = arena;
    this.order = order;
    this.levels = levels;
    this.entryNode = entryNode;
    this.degree = levels.stream().mapToInt(Links::degree).max().orElseThrow();
    this.quantization = quantization;
    this.vectors = vectors;
  }

  /**
   * Reads a graph, which must have nodes. All that lies in files is read from its begin to its end,
   * and no more memory is taken at any time than the arranged graph has, or twice its links.
   */
  static SearchGraph of(HnswGraph graph, QuantizedVectors quantized) throws IOException {
    Arena arena = Arena.ofShared();
    SearchGraph arranged = null;
    try {
      arranged = arrange(graph, quantized, arena);
      return arranged;
    } finally {
      if (arranged == null) {
        arena.close();
      }
    }
  }

  private static SearchGraph arrange(HnswGraph graph, QuantizedVectors quantized, Arena arena)
      throws IOException {
    int bytes = quantized.quantization().bytes();
    Order order;
    List<Links> levels = new ArrayList<>();
    try (Arena unordered = Arena.ofConfined()) {
      Links all = Links.of(graph, 0, unordered);
      order = Order.of(all, graph.entryNode(), Math.max(1, PAGE_BYTES / bytes));
      levels.add(all.renumbered(order, arena));
      for (int level = 1; level < graph.numLevels(); level++) {
        levels.add(Links.of(graph, level, unordered).renumbered(order, arena));
      }
    }
    int size = graph.size();
    MemorySegment vectors = arena.allocate((long) bytes * size, PAGE_BYTES);
    for (int node = 0; node < size; node++) {
      MemorySegment.copy(
          quantized.records(),
          (long) node * bytes,
          vectors,
          (long) order.place(node) * bytes,
          bytes);
    }
    return new SearchGraph(
        arena, order, levels, order.place(graph.entryNode()), quantized.quantization(), vectors);
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

  /** No walk may be on its way any more. */
  @Override
  public void close() {
    arena.close();
  }
}
