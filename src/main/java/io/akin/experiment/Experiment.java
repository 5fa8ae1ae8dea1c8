package io.akin.experiment;

import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.cluster.ClusterCount;
import io.akin.cluster.ClusterTree;
import io.akin.cluster.Clustering;
import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Outliers;
import io.akin.cluster.SphericalKMeans;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingSpace;
import io.akin.index.IndexedPaper;
import io.akin.layout.Umap;
import io.akin.layout.UmapHdbscan;
import io.akin.topic.TopicNames;
import io.akin.topic.TopicOptions;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes an atlas of papers: clusters, levels of them, their names, and a map. Equal papers, in any
 * order, on any number of threads, give an equal atlas. Not thread-safe, since its workers are not.
 */
public final class Experiment {
  /** Nearest papers that a place on the map hangs on, and a report tells. */
  private static final int NEIGHBOURS = 15;

  private final Method method;
  private final long seed;
  private final Workers workers;

  /**
   * An experiment.
   *
   * @param seed of all that is drawn by chance
   * @param workers do it, and tell how far it is
   */
  public Experiment(Method method, long seed, Workers workers) {
    this.method = method;
    this.seed = seed;
    this.workers = workers;
  }

  /**
   * Makes an atlas.
   *
   * @param space of the papers' vectors
   * @throws InterruptedException when the calling thread is interrupted
   */
  public Atlas run(EmbeddingSpace space, Collection<IndexedPaper> papers)
      throws InterruptedException {
    Rows rows = Rows.of(papers);
    NeighbourGraph graph = NeighbourSearch.nearest(rows.vectors(), NEIGHBOURS, workers);
    SortedMap<String, String> parameters = new TreeMap<>();
    Clustering finest = clusters(rows, graph, parameters);
    List<Clustering> levels = ClusterTree.levels(finest, rows.vectors());
    parameters.put("layout", "umap");
    parameters.put("layout.neighbours", Integer.toString(NEIGHBOURS));
    float[][] layout = new Umap(Umap.Options.map(seed)).layout(rows.vectors(), graph, workers);
    List<Topic> topics =
        new TopicNames(TopicOptions.DEFAULTS)
            .name(rows.papers(), rows.vectors(), levels, layout, workers);
    int coarser = topics.size() - finest.clusters(); // the finest are the last
    int[] topicOf = finest.labels();
    float[] memberships = new float[topicOf.length];
    for (int row = 0; row < topicOf.length; row++) {
      topicOf[row] = topicOf[row] == Clustering.NOISE ? Atlas.NOISE : coarser + topicOf[row];
      memberships[row] = finest.membership(row);
    }
    Provenance provenance = new Provenance(space.toString(), rows.digest(), seed, parameters);
    return atlas(provenance, rows, layout, topicOf, memberships, topics);
  }

  /**
   * Extends an atlas by papers that it does not have, and takes out those that are gone. Papers
   * that it has keep their places and topics, and topics their names; a paper that is new gets the
   * topic that most of the papers nearest to it have, of papers that are not.
   *
   * @param space of the papers' vectors
   * @param papers all that the new atlas is to have
   * @throws IOException when the atlas is of another space, saying what to do
   * @throws InterruptedException when the calling thread is interrupted
   */
  public Atlas extend(Atlas old, EmbeddingSpace space, Collection<IndexedPaper> papers)
      throws IOException, InterruptedException {
    if (!old.provenance().model().equals(space.toString())) {
      throw new IOException(
          "the atlas was made in space %s, and the papers are in space %s; make it anew, without"
                  .formatted(old.provenance().model(), space)
              + " --update");
    }
    Rows rows = Rows.of(papers);
    NeighbourGraph graph = NeighbourSearch.nearest(rows.vectors(), NEIGHBOURS, workers);
    Extension extension = Extension.of(old, rows);
    float[][] layout =
        new Umap(Umap.Options.map(old.provenance().seed()))
            .place(extension.places(), rows.vectors(), graph, extension.isOld(), workers);
    extension.vote(graph);
    SortedMap<String, String> parameters = new TreeMap<>(old.provenance().parameters());
    parameters.putIfAbsent("extends", old.provenance().corpus());
    Provenance provenance =
        new Provenance(space.toString(), rows.digest(), old.provenance().seed(), parameters);
    return atlas(
        provenance, rows, layout, extension.topicOf(), extension.memberships(), extension.topics());
  }

  private static Atlas atlas(
      Provenance provenance,
      Rows rows,
      float[][] layout,
      int[] topicOf,
      float[] memberships,
      List<Topic> topics) {
    return new Atlas(
        provenance, rows.ids(), column(layout, 0), column(layout, 1), topicOf, memberships, topics);
  }

  private Clustering clusters(Rows rows, NeighbourGraph graph, SortedMap<String, String> parameters)
      throws InterruptedException {
    return switch (method) {
      case Method.KMeans(var given) -> {
        int k =
            given.isPresent()
                ? given.getAsInt()
                : new ClusterCount(seed).of(rows.vectors(), workers);
        parameters.put("method", "kmeans");
        parameters.put("k", Integer.toString(k));
        parameters.put("k.from", given.isPresent() ? "given" : "largest BIC");
        yield new SphericalKMeans(k, seed).cluster(rows.vectors(), workers);
      }
      case Method.Hdbscan(int size, boolean noiseKept) -> {
        parameters.put("method", "hdbscan");
        parameters.put("min_cluster_size", Integer.toString(size));
        parameters.put("noise", noiseKept ? "keep" : "nearest");
        parameters.put("dimensions", Integer.toString(UmapHdbscan.DIMENSIONS));
        Clustering found = new UmapHdbscan(size, seed).cluster(rows.vectors(), graph, workers);
        yield (noiseKept ? Outliers.KEEP : Outliers.NEAREST).apply(found, rows.vectors(), workers);
      }
    };
  }

  private static float[] column(float[][] layout, int dimension) {
    float[] column = new float[layout.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = layout[row][dimension];
    }
    return column;
  }
}
