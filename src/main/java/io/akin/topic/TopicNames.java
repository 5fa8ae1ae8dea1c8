package io.akin.topic;

import io.akin.atlas.Topic;
import io.akin.cluster.Clustering;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.paper.Paper;
import io.akin.topic.PhraseRanking.Ranked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what groups of papers are about. Immutable and thread-safe. Works in memory: about 1 kB a
 * paper beside the papers and their vectors.
 */
public final class TopicNames {
  /** A phrase needs two papers, and one more for each so many. */
  private static final int PAPERS_PER_USE = 25_000;

  private final TopicOptions options;

  public TopicNames(TopicOptions options) {
    this.options = options;
  }

  /**
   * The topics of all levels, the coarsest level first, in a level as its groups are numbered. The
   * same papers give the same topics in whatever order they come, as long as the numbers of their
   * groups stay.
   *
   * @param papers n of them
   * @param vectors of the papers, by row
   * @param levels the coarsest first, each a coarsening of the next; noise is in no topic
   * @param layout the places of the papers on a map, {@code float[n][2]}
   * @throws IllegalArgumentException where these do not fit together
   * @throws InterruptedException when the calling thread is interrupted
   */
  public List<Topic> name(
      List<Paper> papers,
      EmbeddingMatrix vectors,
      List<Clustering> levels,
      float[][] layout,
      Workers workers)
      throws InterruptedException {
    requireSize("vectors", vectors.size(), papers.size());
    requireSize("places", layout.length, papers.size());
    for (Clustering level : levels) {
      requireSize("labels", level.size(), papers.size());
    }
    List<Groups.Group> groups = Groups.of(levels);
    Texts texts = Texts.of(papers, workers.progress());
    PhraseCandidates candidates = PhraseCandidates.of(texts, 2 + papers.size() / PAPERS_PER_USE);
    List<List<Ranked>> ranked = ranked(groups, texts, candidates, workers);
    boolean[] wanted = new boolean[candidates.size()];
    ranked.forEach(best -> best.forEach(one -> wanted[one.phrase()] = true));
    Map<Integer, String> surfaces = Surfaces.of(texts, candidates, wanted);
    KeyPhrases keyPhrases = new KeyPhrases(texts.vocabulary(), candidates, surfaces);
    Names names = new Names(keyPhrases, surfaces, options.nameLength());
    Slugs slugs = new Slugs();
    Centroids centroids = new Centroids(vectors, groups);
    Exemplars exemplars = new Exemplars(papers, centroids);
    List<Topic> topics = new ArrayList<>();
    int first = 0;
    for (Clustering level : levels) {
      int end = first + level.clusters();
      Nearness nearness =
          Nearness.of(centroids, groups, first, end, papers.size(), workers.quiet());
      Map<Integer, Float> leastCosines = new HashMap<>();
      for (int number = first; number < end; number++) {
        leastCosines.put(number, Exemplars.leastCosine(groups.get(number), nearness));
      }
      for (int number = first; number < end; number++) {
        Groups.Group group = groups.get(number);
        List<Ranked> picked = keyPhrases.pick(ranked.get(number), options.phrases());
        List<Integer> representatives =
            exemplars.representatives(group, nearness, options.representatives());
        String title = papers.get(representatives.getFirst()).title();
        String name = names.name(number, group, picked, title);
        int place = LabelPlace.of(group.rows(), layout);
        topics.add(
            new Topic(
                slugs.slug(name),
                name,
                group.level(),
                group.parentNumber(),
                group.rows().length,
                picked.stream().map(one -> surfaces.getOrDefault(one.phrase(), "")).toList(),
                representatives,
                layout[place][0],
                layout[place][1],
                Months.of(papers, group.rows()),
                exemplars.bridges(number, group, nearness, leastCosines, options.bridges())));
      }
      first = end;
      workers.progress().at("names of topics", topics.size(), groups.size());
    }
    return List.copyOf(topics);
  }

  private static void requireSize(String what, int found, int papers) {
    if (found != papers) {
      throw new IllegalArgumentException(
          "%d papers, but %d %s; want one for each paper".formatted(papers, found, what));
    }
  }

  private List<List<Ranked>> ranked(
      List<Groups.Group> groups, Texts texts, PhraseCandidates candidates, Workers workers)
      throws InterruptedException {
    PhraseCounts counts = PhraseCounts.of(texts, candidates, options.titleCount());
    PhraseRanking ranking =
        new PhraseRanking(groups, candidates, counts, texts.size(), options.titleCount());
    List<List<Ranked>> ranked = new ArrayList<>();
    groups.forEach(_ -> ranked.add(List.of()));
    workers.run(
        "phrases of topics",
        groups.size(),
        number -> ranked.set(number, ranking.of(groups.get(number))));
    return ranked;
  }
}
