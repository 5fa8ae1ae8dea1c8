package io.akin.export;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is near whom.
 *
 * @param papers those of the graph's rows, by the identifiers that they are known by
 */
public record Neighbours(List<PaperId> papers, NeighbourGraph graph) {
  public Neighbours {
    papers = List.copyOf(papers);
    if (papers.size() != graph.size()) {
      throw new IllegalArgumentException(
          "%d papers, but the neighbours of %d".formatted(papers.size(), graph.size()));
    }
  }

  /**
   * The k nearest of each paper of a source, by comparing each with all.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public static Neighbours of(PaperSource source, int k, Workers workers)
      throws IOException, InterruptedException {
    List<PaperId> papers = new ArrayList<>();
    List<Embedding> vectors = new ArrayList<>();
    source.scan(
        (paper, vector) -> {
          papers.add(paper.id());
          vectors.add(vector);
        });
    return new Neighbours(papers, NeighbourSearch.nearest(EmbeddingMatrix.of(vectors), k, workers));
  }
}
