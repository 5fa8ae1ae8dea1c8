package io.akin.experiment;

import io.akin.cluster.NearDuplicates;
import io.akin.cluster.NearDuplicates.Pair;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Workers;
import io.akin.experiment.DuplicateGroup.Reason;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperView;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.recommend.NearlySame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds papers that are {@linkplain NearlySame nearly the same}: those of one title however far
 * apart, and of the nearest neighbours of each those whose words agree. Groups are joined by chains
 * of such pairs. Equal papers, in any order, on any number of threads, give an equal report.
 */
public final class DuplicateSearch {
  private static final int NEIGHBOURS = 15;

  private final Rows rows;
  private final Map<Integer, Set<String>> words = new HashMap<>();

  private DuplicateSearch(Rows rows) {
    this.rows = rows;
  }

  /** Opens a view, which is needed for a short time at the end alone. */
  @FunctionalInterface
  public interface Views {
    PaperView view() throws IOException;
  }

  /**
   * Compares papers with each other, all with all.
   *
   * @param views tell words apart
   * @param workers do it, and tell how far it is
   * @throws InterruptedException when the calling thread is interrupted
   */
  public static DuplicateReport of(Collection<IndexedPaper> papers, Views views, Workers workers)
      throws IOException, InterruptedException {
    return new DuplicateSearch(Rows.of(papers)).report(views, workers);
  }

  private DuplicateReport report(Views views, Workers workers)
      throws IOException, InterruptedException {
    List<Pair> near =
        NearDuplicates.pairs(
            NeighbourSearch.nearest(rows.vectors(), NEIGHBOURS, workers), NearlySame.MIN_COSINE);
    Map<Reason, List<Pair>> pairs = new HashMap<>();
    try (PaperView view = views.view()) {
      pairs.put(Reason.TEXT, ofOneText(near, view, workers));
    }
    pairs.put(Reason.TITLE, ofOneTitle());
    List<Pair> all = pairs.values().stream().flatMap(List::stream).toList();
    List<int[]> groups = NearDuplicates.groups(rows.papers().size(), all);
    return new DuplicateReport(rows.digest(), rows.papers().size(), told(groups, pairs));
  }

  private List<Pair> ofOneText(List<Pair> near, PaperView view, Workers workers)
      throws InterruptedException {
    List<Pair> same = new ArrayList<>();
    for (int i = 0; i < near.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted at pair " + i);
      }
      Pair pair = near.get(i);
      if (NearlySame.wordsAgree(words(pair.one(), view), words(pair.other(), view))) {
        same.add(pair);
      }
      workers.progress().at("words of near papers", i + 1L, near.size());
    }
    return same;
  }

  private Set<String> words(int row, PaperView view) {
    return words.computeIfAbsent(row, _ -> NearlySame.words(rows.papers().get(row), view));
  }

  /** The first of a title with each of the others. */
  private List<Pair> ofOneTitle() {
    Map<LocalId, Integer> firsts = new HashMap<>();
    List<Pair> same = new ArrayList<>();
    for (int row = 0; row < rows.papers().size(); row++) {
      Integer first = firsts.putIfAbsent(LocalId.ofTitle(rows.papers().get(row).title()), row);
      if (first != null) {
        same.add(NearDuplicates.pair(rows.vectors(), first, row));
      }
    }
    return same;
  }

  private List<DuplicateGroup> told(List<int[]> groups, Map<Reason, List<Pair>> pairs) {
    Map<Integer, Found> found = new HashMap<>();
    for (int[] group : groups) {
      Found one = new Found();
      for (int row : group) {
        one.papers.add(rows.papers().get(row));
        found.put(row, one);
      }
    }
    pairs.forEach(
        (reason, same) -> {
          for (Pair pair : same) {
            Found one = found.get(pair.one());
            if (one != null) {
              one.add(pair.cosine(), reason);
            }
          }
        });
    return groups.stream().map(group -> found.get(group[0])).map(Found::told).toList();
  }

  private static final class Found {
    private final List<Paper> papers = new ArrayList<>();
    private final Set<Reason> why = EnumSet.noneOf(Reason.class);
    private float smallest = Float.POSITIVE_INFINITY;
    private float largest = Float.NEGATIVE_INFINITY;

    void add(float cosine, Reason reason) {
      smallest = Math.min(smallest, cosine);
      largest = Math.max(largest, cosine);
      why.add(reason);
    }

    DuplicateGroup told() {
      return new DuplicateGroup(papers, smallest, largest, why);
    }
  }
}
