package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.apache.lucene.util.hnsw.HnswGraph;

/** The links of one level of a graph: 4 bytes a link, outside of the heap. Immutable. */
final class Links {
  private static final ValueLayout.OfInt NODE = ValueLayout.JAVA_INT;

  /** The nodes on the level, ascending; empty where all are. */
  private final int[] nodes;

  /** Where the links of each end, which begin where those of the one before it ended. */
  private final int[] ends;

  /** The nodes that are linked to, by node. */
  private final MemorySegment targets;

  private Links(int[] nodes, int[] ends, MemorySegment targets) {
    this.nodes = nodes;
    this.ends = ends;
    this.targets = targets;
  }

  /**
   * Reads a level, 0 being that of all nodes. Node after node, and twice, since their number is not
   * told: what is read from a file in this way is soon read, and can go from memory again.
   *
   * @param arena has the links
   */
  static Links of(HnswGraph graph, int level, Arena arena) throws IOException {
    int[] nodes = new int[0];
    int size = graph.size();
    if (level > 0) {
      HnswGraph.NodesIterator onLevel = graph.getSortedNodes(level);
      nodes = new int[onLevel.size()];
      size = onLevel.consume(nodes);
    }
    int[] ends = new int[size];
    int end = 0;
    for (int i = 0; i < size; i++) {
      graph.seek(level, level == 0 ? i : nodes[i]);
      end = Math.addExact(end, graph.neighborCount());
      ends[i] = end;
    }
    MemorySegment targets = arena.allocate(NODE, end);
    long link = 0;
    for (int i = 0; i < size; i++) {
      graph.seek(level, level == 0 ? i : nodes[i]);
      for (int left = graph.neighborCount(); left > 0; left--) {
        targets.setAtIndex(NODE, link++, graph.nextNeighbor());
      }
    }
    return new Links(nodes, ends, targets);
  }

  /**
   * The same links between nodes by other numbers.
   *
   * @param arena has the links
   */
  Links renumbered(Order order, Arena arena) {
    int size = ends.length;
    int[] renamed = new int[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      renamed[i] = order.place(nodes[i]);
    }
    Arrays.sort(renamed);
    int[] newEnds = new int[size];
    MemorySegment newTargets = arena.allocate(targets.byteSize(), NODE.byteAlignment());
    int end = 0;
    for (int i = 0; i < size; i++) {
      int old = order.node(nodes.length == 0 ? i : renamed[i]);
      int place = place(old);
      for (int link = begin(place); link < ends[place]; link++) {
        newTargets.setAtIndex(NODE, end++, order.place(targets.getAtIndex(NODE, link)));
      }
      newEnds[i] = end;
    }
    return new Links(renamed, newEnds, newTargets);
  }

  /** How many nodes are on the level. */
  int size() {
    return ends.length;
  }

  /** The most links that a node has. */
  int degree() {
    int most = 0;
    for (int place = 0; place < ends.length; place++) {
      most = Math.max(most, ends[place] - begin(place));
    }
    return most;
  }

  /**
   * Copies the nodes that a node is linked to.
   *
   * @param into as long as the {@link #degree}
   * @return how many
   */
  int copy(int node, int[] into) {
    int place = place(node);
    int begin = begin(place);
    int count = ends[place] - begin;
    MemorySegment.copy(targets, NODE, begin * NODE.byteSize(), into, 0, count);
    return count;
  }

  /** Reads the first and the last link of a node, if it has any, for the cache alone. */
  int touch(int node) {
    int place = place(node);
    int begin = begin(place);
    int end = ends[place];
    return begin == end ? 0 : targets.getAtIndex(NODE, begin) + targets.getAtIndex(NODE, end - 1);
  }

  private int place(int node) {
    return nodes.length == 0 ? node : Arrays.binarySearch(nodes, node);
  }

  private int begin(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }
}
