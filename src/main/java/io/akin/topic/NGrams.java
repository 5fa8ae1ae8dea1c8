package io.akin.topic;

import java.util.Arrays;

/**
 * Runs of one to three stems, as a tree: a run is numbered, and its children are those that go on
 * with one more stem. Runs of one stem have the stem's number. Immutable.
 */
final class NGrams {
  static final int LONGEST = 3;
  static final int NONE = -1;

  private final int stems;

  /**
   * Where the children of a run begin among all that are not of one stem; {@code int[parents+1]}.
   */
  private final int[] from;

  private final int[] parents;
  private final int[] lasts;

  private NGrams(int stems, int[] from, int[] parents, int[] lasts) {
    this.stems = stems;
    this.from = from;
    this.parents = parents;
    this.lasts = lasts;
  }

  static NGrams ofStems(int stems) {
    return new NGrams(stems, new int[1], new int[0], new int[0]);
  }

  /**
   * With one more level.
   *
   * @param children {@link #key keys}, sorted, each once, of parents on the last level there was
   */
  NGrams with(long[] children) {
    int before = size();
    int[] newFrom = Arrays.copyOf(from, before + 1);
    int[] newParents = Arrays.copyOf(parents, parents.length + children.length);
    int[] newLasts = Arrays.copyOf(lasts, newParents.length);
    int at = parents.length;
    int next = 0;
    for (int parent = from.length - 1; parent < before; parent++) {
      newFrom[parent] = at;
      while (next < children.length && (int) (children[next] >>> 32) == parent) {
        newParents[at] = parent;
        newLasts[at++] = (int) children[next++];
      }
    }
    newFrom[before] = at;
    return new NGrams(stems, newFrom, newParents, newLasts);
  }

  static long key(int parent, int stem) {
    return (long) parent << 32 | stem;
  }

  int size() {
    return stems + parents.length;
  }

  /** The run that goes on with a stem, or {@link #NONE}. */
  int child(int run, int stem) {
    if (run >= from.length - 1) {
      return NONE;
    }
    int found = Arrays.binarySearch(lasts, from[run], from[run + 1], stem);
    return found < 0 ? NONE : stems + found;
  }

  /** The stems of a run, in order. */
  int[] stemsOf(int run) {
    if (run < stems) {
      return new int[] {run};
    }
    int[] before = stemsOf(parents[run - stems]);
    int[] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = lasts[run - stems];
    return all;
  }
}
