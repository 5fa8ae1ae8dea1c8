package io.akin.index.lucene;

import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;

/** Chooses, of the documents that are allowed, those that score highest. For one thread. */
final class Selection {
  private final List<LeafReaderContext> leaves;
  private final Facts facts;
  private final Allowed allowed;
  private final int size;
  private final double tie;

  /**
   * Plans a selection.
   *
   * @param size documents wanted
   * @param tie scores that differ by less are taken for the same
   */
  Selection(List<LeafReaderContext> leaves, Facts facts, Allowed allowed, int size, double tie) {
    this.leaves = leaves;
    this.facts = facts;
    this.allowed = allowed;
    this.size = Math.min(size, allowed.count());
    this.tie = tie;
  }

  /** Those that score highest, and those that score as the last of them. */
  List<Integer> best(double[] scores) throws IOException {
    return best(scores, 0, doc -> scores[doc], Double.NEGATIVE_INFINITY);
  }

  /**
   * The same, by scores that are dear.
   *
   * @param approximate scores by document
   * @param error how far these may be from the scores
   * @param floor below all those wanted
   */
  List<Integer> best(double[] approximate, double error, IntToDoubleFunction score, double floor)
      throws IOException {
    int[] docs = candidates(approximate, 2 * (tie + error), floor);
    double[] scores = Arrays.stream(docs).mapToDouble(score).toArray();
    double last = last(scores, floor);
    List<Integer> above = new ArrayList<>();
    List<Integer> tied = new ArrayList<>();
    for (int i = 0; i < docs.length; i++) {
      double lead = scores[i] - last;
      if (lead >= -tie && scores[i] > floor) {
        (lead > tie ? above : tied).add(docs[i]);
      }
    }
    if (tied.size() / 2 > size) { // such as all that share no word with a text
      Map<Integer, PaperId> ids = new HashMap<>();
      for (int doc : tied) {
        ids.put(doc, facts.id(doc));
      }
      tied.sort(Comparator.comparing(ids::get));
      tied.subList(size, tied.size()).clear();
    }
    above.addAll(tied);
    return above;
  }

  /** The last of the highest scores, as many as are wanted, or the floor where there are fewer. */
  private double last(double[] scores, double floor) {
    if (scores.length < size) {
      return floor;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return size == 0 ? floor : Math.max(floor, sorted[sorted.length - size]);
  }

  /** The documents that score no more than a margin below the last of the highest, ascending. */
  private int[] candidates(double[] scores, double margin, double floor) {
    if (size == 0) {
      return new int[0];
    }
    double[] highest = new double[size]; // ascending
    Arrays.fill(highest, floor);
    int[] found = new int[2 * size];
    int count = 0;
    double least = floor;
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      FixedBitSet docs = allowed.docs().get(leaf);
      int base = leaves.get(leaf).docBase;
      int end = base + docs.length();
      for (int doc = base; doc < end; doc++) {
        double score = scores[doc];
        if (score > least && docs.get(doc - base)) {
          if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
          }
          found[count++] = doc;
          if (score > highest[0]) {
            insert(score, highest);
            least = Math.max(floor, highest[0] - margin);
          }
        }
      }
    }
    double bound = least;
    return Arrays.stream(found, 0, count).filter(doc -> scores[doc] > bound).toArray();
  }

  /** Puts a score in its place among the highest, of which the lowest goes. */
  private static void insert(double score, double[] highest) {
    int place = Arrays.binarySearch(highest, score);
    int end = place >= 0 ? place : -place - 1;
    System.arraycopy(highest, 1, highest, 0, end - 1);
    highest[end - 1] = score;
  }
}
