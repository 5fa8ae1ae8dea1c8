package io.akin.topic;

import io.akin.atlas.Topic;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The papers that stand for a group, and those that lie between two. */
final class Exemplars {
  /** Papers nearer than this say the same. */
  private static final float DUPLICATE = 0.97f;

  /** A paper between two groups is nearer to the middles than this share of their own papers. */
  private static final double LEAST_RANK = 0.25;

  /** By how much its two cosines may differ. */
  private static final float WIDEST_MARGIN = 0.05f;

  /** Papers of a group that lie between it and one and the same other. */
  private static final int MOST_TO_ONE = 2;

  private final List<Paper> papers;
  private final Centroids centroids;

  Exemplars(List<Paper> papers, Centroids centroids) {
    this.papers = papers;
    this.centroids = centroids;
  }

  /** Up to so many rows, the most like the group's middle first, none like one before it. */
  List<Integer> representatives(Groups.Group group, Nearness nearness, int most) {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> nearest =
        sorted(
            Arrays.stream(group.rows()),
            Comparator.comparingDouble((Integer row) -> nearness.own(row)).reversed());
    for (int row : nearest) {
      if (chosen.size() == most) {
        break;
      }
      if (chosen.stream().noneMatch(other -> isDuplicate(row, other))) {
        chosen.add(row);
      }
    }
    return chosen;
  }

  private boolean isDuplicate(int row, int other) {
    return centroids.ofPapers(row, other) >= DUPLICATE
        || LocalId.ofTitle(papers.get(row).title())
            .equals(LocalId.ofTitle(papers.get(other).title()));
  }

  /** The cosine that a share of {@link #LEAST_RANK} of a group's papers are below. */
  static float leastCosine(Groups.Group group, Nearness nearness) {
    float[] cosines = new float[group.rows().length];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = nearness.own(group.rows()[i]);
    }
    Arrays.sort(cosines);
    return cosines[(int) (LEAST_RANK * cosines.length)];
  }

  /**
   * Up to so many papers of a group that are nearly as much of another, those between the two most
   * exactly first.
   *
   * @param number the group's
   * @param leastCosines of all groups of the level, by number
   */
  List<Topic.Bridge> bridges(
      int number,
      Groups.Group group,
      Nearness nearness,
      Map<Integer, Float> leastCosines,
      int most) {
    List<Topic.Bridge> bridges = new ArrayList<>();
    Map<Integer, Integer> toOne = new HashMap<>();
    List<Integer> between =
        sorted(
            Arrays.stream(group.rows())
                .filter(row -> isBetween(row, number, nearness, leastCosines)),
            Comparator.comparingDouble((Integer row) -> margin(row, nearness)));
    for (int row : between) {
      int other = nearness.otherGroup(row);
      if (bridges.size() < most && toOne.merge(other, 1, Integer::sum) <= MOST_TO_ONE) {
        bridges.add(new Topic.Bridge(row, other));
      }
    }
    return bridges;
  }

  private static boolean isBetween(
      int row, int number, Nearness nearness, Map<Integer, Float> leastCosines) {
    int other = nearness.otherGroup(row);
    return other >= 0
        && margin(row, nearness) <= WIDEST_MARGIN
        && nearness.own(row) >= leastCosines.getOrDefault(number, 1f)
        && nearness.other(row) >= leastCosines.getOrDefault(other, 1f);
  }

  private static float margin(int row, Nearness nearness) {
    return Math.abs(nearness.own(row) - nearness.other(row));
  }

  private List<Integer> sorted(IntStream rows, Comparator<Integer> order) {
    return rows.boxed().sorted(order.thenComparing(row -> papers.get(row).id())).toList();
  }
}
