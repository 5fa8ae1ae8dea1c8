package io.akin.export;

import io.akin.cluster.NeighbourGraph;
import io.akin.paper.PaperId;
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
}
