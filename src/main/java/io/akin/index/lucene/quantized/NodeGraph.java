package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A graph to walk over, and the quantized vectors of its nodes. */
interface NodeGraph {
  int size();

  /** The highest level, from 0, which all nodes are on. */
  int top();

  /** Where a walk begins, on the highest level. */
  int entryNode();

  /** No node has more links on any level. */
  int degree();

  /**
   * Reads the nodes that a node is linked to.
   *
   * @param into as long as the {@link #degree}
   * @return how many
   */
  int links(int level, int node, int[] into) throws IOException;

  /**
   * Has the processor fetch the links of a node on the lowest level, which are soon wanted, where
   * that costs nothing.
   *
   * @return something that was read: who ignores it lets the JVM leave out the reading
   */
  int touch(int node);

  /** Which of the segment's vectors a node is. */
  int ordinal(int node);

  /** The vectors of the nodes, by node. */
  MemorySegment vectors();

  Quantization quantization();
}
