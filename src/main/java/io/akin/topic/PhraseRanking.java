package io.akin.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How telling phrases are of groups: a class-based TF-IDF as that of <a
 * href="https://arxiv.org/abs/2203.05794">Grootendorst (2022)</a>, over papers instead of words, so
 * that a paper which repeats itself counts once, and with the logarithm of how much more often the
 * group's papers have a phrase than its parent's (and, for half as much, than all papers) in the
 * place of the IDF, which puts rare phrases of large groups before those that name them. A phrase
 * of a group that has parts counts as much as the parts share it.
 */
final class PhraseRanking {
  private static final int KEPT = 60;

  /** Of a group's papers, the share that must have a phrase. */
  private static final double LEAST_SHARE = 0.02;

  /** What the comparison with all papers counts, where that with the parent counts 1. */
  private static final double OVERALL = 0.5;

  /** What phrases of one, two and three words count. */
  private static final double[] LENGTH_WEIGHTS = {1, 2, 2.2};

  private final List<Groups.Group> groups;
  private final PhraseCandidates candidates;
  private final PhraseCounts counts;
  private final int[] ofAll;
  private final int titleCount;
  private final int papers;

  PhraseRanking(
      List<Groups.Group> groups,
      PhraseCandidates candidates,
      PhraseCounts counts,
      int papers,
      int titleCount) {
    this.groups = groups;
    this.candidates = candidates;
    this.counts = counts;
    this.papers = papers;
    int[] rows = new int[papers];
    Arrays.setAll(rows, row -> row);
    this.ofAll = counts.of(rows);
    this.titleCount = titleCount;
  }

  /**
   * A phrase of a group.
   *
   * @param count of papers, those with it in the title several times
   */
  record Ranked(int phrase, double score, int count) {}

  /** The most telling phrases of a group, best first. */
  List<Ranked> of(Groups.Group group) {
    int[] own = counts.of(group.rows());
    double[] shares = shares(group, own);
    int parent = parentOfSeveral(group);
    int[] ofParent = parent >= 0 ? counts.of(groups.get(parent).rows()) : ofAll;
    int inParent = parent >= 0 ? groups.get(parent).rows().length : papers;
    double fewest = Math.max(titleCount + 1, LEAST_SHARE * group.rows().length);
    List<Ranked> ranked = new ArrayList<>();
    for (int phrase = 0; phrase < own.length; phrase++) {
      if (own[phrase] >= fewest) {
        double share = shares[phrase];
        double among = Math.log(share * inParent / ofParent[phrase]);
        double overall = Math.log(share * papers / ofAll[phrase]);
        if (among > 0 && overall > 0) {
          double score = share * (among + OVERALL * overall) * form(phrase);
          ranked.add(new Ranked(phrase, score, own[phrase]));
        }
      }
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::phrase));
    return List.copyOf(ranked.subList(0, Math.min(KEPT, ranked.size())));
  }

  /** The nearest group that this one is but a part of, or -1 for all papers. */
  private int parentOfSeveral(Groups.Group group) {
    int parent = group.parent();
    while (parent >= 0 && groups.get(parent).children().size() < 2) {
      parent = groups.get(parent).parent();
    }
    return parent;
  }

  /** Of the group's papers, the share with each phrase; less where only some parts have it. */
  private double[] shares(Groups.Group group, int[] own) {
    double[] shares = new double[own.length];
    if (group.children().size() < 2) {
      for (int phrase = 0; phrase < own.length; phrase++) {
        shares[phrase] = (double) own[phrase] / group.rows().length;
      }
      return shares;
    }
    int inChildren = 0;
    for (int child : group.children()) {
      int[] rows = groups.get(child).rows();
      inChildren += rows.length;
      int[] ofChild = counts.of(rows);
      for (int phrase = 0; phrase < own.length; phrase++) {
        shares[phrase] += Math.sqrt((double) ofChild[phrase] * rows.length);
      }
    }
    for (int phrase = 0; phrase < own.length; phrase++) {
      double root = shares[phrase] / inChildren; // the mean root of the shares
      shares[phrase] = root * root;
    }
    return shares;
  }

  private double form(int phrase) {
    int length = candidates.stems(phrase).length;
    return LENGTH_WEIGHTS[length - 1] * candidates.wholeness(phrase);
  }
}
