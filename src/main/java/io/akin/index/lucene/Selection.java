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
import java.util.function.IntUnaryOperator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;

/** Chooses, of the documents that are allowed, those that score highest. For one thread. */
final class Selection {
  /** Documents whose highest score is looked at before their own. */
  private static final int BLOCK = 64;

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

  /**
   * Of all documents those that score highest, and those that score as the last of them.
   *
   * @param approximate scores by document
   * @param error how far these may be from the scores
   * @param score of a document, which is dear
   * @param floor below all those wanted
   */
  List<Integer> best(double[] approximate, double error, IntToDoubleFunction score, double floor)
      throws IOException {
    if (size == 0) { // nothing is allowed
      return List.of();
    }
    Highest highest = new Highest(size, 2 * (tie + error), floor);
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      FixedBitSet docs = allowed.docs().get(leaf);
      int base = leaves.get(leaf).docBase;
      int end = base + docs.length();
      for (int start = base; start < end; start += BLOCK) {
        int behind = Math.min(end, start + BLOCK);
        if (max(approximate, start, behind) > highest.bound()) {
          for (int doc = start; doc < behind; doc++) {
            if (approximate[doc] > highest.bound() && docs.get(doc - base)) {
              highest.add(doc, approximate[doc]);
            }
          }
        }
      }
    }
    return best(highest.places(), score, place -> place, floor);
  }

  /**
   * The same of some documents, all of them allowed.
   *
   * @param docs ascending
   * @param approximate scores by the places of the documents among these
   * @param score of the document at a place
   */
  List<Integer> best(int[] docs, double[] approximate, double error, IntToDoubleFunction score)
      throws IOException {
    if (size == 0) {
      return List.of();
    }
    Highest highest = new Highest(size, 2 * (tie + error), Double.NEGATIVE_INFINITY);
    for (int place = 0; place < docs.length; place++) {
      if (approximate[place] > highest.bound()) {
        highest.add(place, approximate[place]);
      }
    }
    return best(highest.places(), score, place -> docs[place], Double.NEGATIVE_INFINITY);
  }

  private List<Integer> best(
      int[] places, IntToDoubleFunction score, IntUnaryOperator doc, double floor)
      throws IOException {
    double[] scores = Arrays.stream(places).mapToDouble(score).toArray();
    double last = last(scores, floor);
    List<Integer> above = new ArrayList<>();
    List<Integer> tied = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      double lead = scores[i] - last;
      if (lead >= -tie && scores[i] > floor) {
        (lead > tie ? above : tied).add(doc.applyAsInt(places[i]));
      }
    }
    if (tied.size() / 2 > size) { // such as all that share no word with a text
      Map<Integer, PaperId> ids = new HashMap<>();
      for (int one : tied) {
        ids.put(one, facts.id(one));
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
    return Math.max(floor, sorted[sorted.length - size]);
  }

  /** Four maxima, since each comparison waits for the one before it. */
  private static double max(double[] scores, int start, int end) {
    double first = Double.NEGATIVE_INFINITY;
    double second = first;
    double third = first;
    double fourth = first;
    int whole = end - (end - start) % 4;
    for (int i = start; i < whole; i += 4) {
      first = Math.max(first, scores[i]);
      second = Math.max(second, scores[i + 1]);
      third = Math.max(third, scores[i + 2]);
      fourth = Math.max(fourth, scores[i + 3]);
    }
    for (int i = whole; i < end; i++) {
      first = Math.max(first, scores[i]);
    }
    return Math.max(Math.max(first, second), Math.max(third, fourth));
  }

  /**
   * Collects what scores no more than a margin below the last of the highest, in the order in which
   * it comes, and sorts out now and then.
   */
  private static final class Highest {
    private final int size;
    private final double margin;
    private final double floor;
    private int[] places;
    private double[] scores;
    private int count;
    private int full;
    private double bound;

    Highest(int size, double margin, double floor) {
      this.size = size;
      this.margin = margin;
      this.floor = floor;
      this.bound = floor;
      this.full = 2 * size;
      this.places = new int[full];
      this.scores = new double[full];
    }

    /** What another must score more than, as far as is known. */
    double bound() {
      return bound;
    }

    void add(int place, double score) {
      if (count == full) {
        sortOut();
        full = Math.max(full, 2 * count); // where many score alike
        places = Arrays.copyOf(places, full);
        scores = Arrays.copyOf(scores, full);
      }
      places[count] = place;
      scores[count++] = score;
    }

    int[] places() {
      sortOut();
      return Arrays.copyOf(places, count);
    }

    private void sortOut() {
      if (count >= size) {
        double[] sorted = Arrays.copyOf(scores, count);
        Arrays.sort(sorted);
        bound = Math.max(floor, sorted[count - size] - margin);
      }
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (scores[i] > bound) {
          places[kept] = places[i];
          scores[kept++] = scores[i];
        }
      }
      count = kept;
    }
  }
}
