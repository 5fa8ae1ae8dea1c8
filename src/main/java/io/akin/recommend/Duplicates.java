package io.akin.recommend;

import io.akin.embedding.Embedding;
import io.akin.index.Candidate;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperView;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which papers of a list are {@linkplain NearlySame nearly the same} as one before them,
 * or as a seed. For one request.
 */
final class Duplicates {
  private final PaperView view;
  private final Map<PaperId, Set<String>> terms = new HashMap<>();

  Duplicates(PaperView view) {
    this.view = view;
  }

  /**
   * What the list is once duplicates are hidden.
   *
   * @param groups in the order of those shown
   * @param ofSeeds papers that are nearly the same as a seed, which are not seeds themselves
   */
  record Result(List<Group> groups, List<Ranked> ofSeeds) {}

  Result hide(List<Ranked> list, List<IndexedPaper> seeds) throws IOException {
    Set<PaperId> seedIds = new HashSet<>();
    Set<LocalId> seedTitles = new HashSet<>();
    Compared seedSides = new Compared(seeds.size());
    for (IndexedPaper seed : seeds) {
      seedIds.addAll(seed.paper().ids());
      seedTitles.add(LocalId.ofTitle(seed.paper().title()));
      seedSides.add(new Side(seed.paper().id(), seed.embedding(), seed::paper));
    }
    Map<LocalId, Integer> byTitle = new HashMap<>();
    List<Group> groups = new ArrayList<>();
    Compared shown = new Compared(list.size());
    List<Ranked> ofSeeds = new ArrayList<>();
    for (Ranked ranked : list) {
      Candidate candidate = ranked.candidate();
      Side side = new Side(candidate.id(), candidate.embedding(), () -> view.paper(candidate));
      if (seedIds.contains(candidate.id())) {
        if (seeds.stream().noneMatch(seed -> seed.paper().id().equals(candidate.id()))) {
          ofSeeds.add(ranked);
        }
      } else if (seedTitles.contains(candidate.title()) || sameAs(side, seedSides) >= 0) {
        ofSeeds.add(ranked);
        seedTitles.add(candidate.title());
      } else {
        Integer titled = byTitle.get(candidate.title());
        int same = titled != null ? titled : sameAs(side, shown);
        if (same >= 0) {
          groups.set(same, groups.get(same).with(ranked));
          byTitle.putIfAbsent(candidate.title(), same);
        } else {
          byTitle.put(candidate.title(), groups.size());
          groups.add(new Group(ranked, List.of()));
          shown.add(side);
        }
      }
    }
    return new Result(groups, ofSeeds);
  }

  private interface PaperSource {
    Paper get() throws IOException;
  }

  /** What is compared; the paper is read only if it must be. */
  private static final class Side {
    private final PaperId id;
    private final Embedding embedding;
    private final float[] vector;
    private final PaperSource paper;

    Side(PaperId id, Embedding embedding, PaperSource paper) {
      this.id = id;
      this.embedding = embedding;
      this.vector = embedding.toArray();
      this.paper = paper;
    }
  }

  /** Those that others are compared with. */
  private static final class Compared {
    private final List<Side> sides = new ArrayList<>();
    private final int capacity;
    private @Nullable Nearness nearness;

    Compared(int capacity) {
      this.capacity = capacity;
    }

    void add(Side side) {
      Nearness known = nearness;
      if (known == null) {
        known = new Nearness(side.vector.length, capacity);
        nearness = known;
      }
      known.add(side.vector);
      sides.add(side);
    }
  }

  /** The place of the first that is nearly the same, or -1. */
  private int sameAs(Side one, Compared others) throws IOException {
    Nearness nearness = others.nearness;
    if (nearness == null) {
      return -1;
    }
    nearness.compare(one.vector);
    for (int i = 0; i < others.sides.size(); i++) {
      Side other = others.sides.get(i);
      if (nearness.mayReach(i, NearlySame.MIN_COSINE)
          && one.embedding.cosine(other.embedding) >= NearlySame.MIN_COSINE
          && NearlySame.wordsAgree(terms(one), terms(other))) {
        return i;
      }
    }
    return -1;
  }

  private Set<String> terms(Side side) throws IOException {
    Set<String> known = terms.get(side.id);
    if (known == null) {
      known = NearlySame.words(side.paper.get(), view);
      terms.put(side.id, known);
    }
    return known;
  }
}
