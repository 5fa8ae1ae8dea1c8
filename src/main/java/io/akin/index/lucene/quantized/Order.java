package io.akin.index.lucene.quantized;

import org.apache.lucene.util.FixedBitSet;

/**
 * An order of the nodes of a graph in which those that are linked lie together, a page of memory at
 * a time: a page is a node and those around it, and goes on where the last one ended. A walk then
 * meets fewer pages, and the processor has fewer of them to look up, by which most of the time of a
 * walk over a large graph goes. Immutable.
 */
final class Order {
  private final int[] nodes;
  private final int[] places;

  private Order(int[] nodes) {
    this.nodes = nodes;
    this.places = new int[nodes.length];
    for (int place = 0; place < nodes.length; place++) {
      places[nodes[place]] = place;
    }
  }

  /**
   * Orders the nodes.
   *
   * @param page nodes that have room in a page of memory
   */
  static Order of(Links links, int first, int page) {
    int size = links.size();
    int[] order = new int[size];
    FixedBitSet seen = new FixedBitSet(size);
    int[] waiting = new int[size]; // a stack, on which each node comes once
    int[] targets = new int[links.degree()];
    int stacked = 0;
    int placed = 0;
    int next = first;
    int unseen = 0;
    while (placed < size) {
      if (stacked > 0) {
        next = waiting[--stacked];
      } else if (placed > 0) {
        while (seen.get(unseen)) {
          unseen++;
        }
        next = unseen;
      }
      seen.set(next);
      int end = Math.min(size, placed + page);
      int open = placed;
      order[placed++] = next;
      for (; open < placed; open++) { // those of the page whose links have not been followed
        int count = links.copy(order[open], targets);
        for (int i = 0; i < count; i++) {
          if (!seen.getAndSet(targets[i])) {
            if (placed < end) {
              order[placed++] = targets[i];
            } else {
              waiting[stacked++] = targets[i];
            }
          }
        }
      }
    }
    return new Order(order);
  }

  /** The node at a place. */
  int node(int place) {
    return nodes[place];
  }

  /** The place of a node. */
  int place(int node) {
    return places[node];
  }
}
