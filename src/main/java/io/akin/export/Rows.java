package io.akin.export;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.cluster.NeighbourGraph;
import io.akin.export.Row.Near;
import io.akin.export.Row.Place;
import io.akin.index.PaperView.VectorConsumer;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What every format writes: a row for each paper, in the order of identifiers. Row i is the same
 * paper in all of them. For one thread at a time.
 */
public final class Rows {
  private final PaperSource source;
  private final Optional<Atlas> atlas;
  private final Optional<Neighbours> neighbours;
  private final Function<Paper, Optional<String>> address;

  /**
   * Rows of papers.
   *
   * @param atlas papers that are not in it have no place and no topic
   * @param address where a paper is to be read
   */
  public Rows(
      PaperSource source,
      Optional<Atlas> atlas,
      Optional<Neighbours> neighbours,
      Function<Paper, Optional<String>> address) {
    this.source = source;
    this.atlas = atlas;
    this.neighbours = neighbours;
    this.address = address;
  }

  /** How many rows, n. */
  int size() {
    return source.size();
  }

  /** How many components a vector has, d. */
  int dimension() {
    return source.dimension();
  }

  Optional<Atlas> atlas() {
    return atlas;
  }

  boolean haveNeighbours() {
    return neighbours.isPresent();
  }

  /** How many levels of topics there are. */
  int levels() {
    return atlas.stream()
        .flatMap(known -> known.topics().stream())
        .mapToInt(topic -> topic.level() + 1)
        .max()
        .orElse(0);
  }

  /** Hands over the vectors alone. */
  void vectors(VectorConsumer consumer) throws IOException {
    source.scanVectors(consumer);
  }

  /** Takes rows one by one. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(Row row) throws IOException;
  }

  /** Hands over every row. */
  void forEach(RowConsumer consumer) throws IOException {
    Graph graph = neighbours.isPresent() ? new Graph(neighbours.get()) : null;
    int[] number = {0};
    source.scan(
        (paper, vector) -> {
          Optional<Near> near = graph == null ? Optional.empty() : graph.near(paper.id());
          consumer.accept(
              new Row(number[0]++, paper, vector, address.apply(paper), place(paper.id()), near));
        });
  }

  private Optional<Place> place(PaperId id) {
    if (atlas.isEmpty()) {
      return Optional.empty();
    }
    Atlas known = atlas.get();
    OptionalInt found = known.row(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int row = found.getAsInt();
    Deque<Topic> path = new ArrayDeque<>();
    for (int topic = known.topic(row); topic != Atlas.NOISE; ) {
      Topic next = known.topics().get(topic);
      path.addFirst(next);
      topic = next.parent().orElse(Atlas.NOISE);
    }
    return Optional.of(
        new Place(
            known.x(row),
            known.y(row),
            known.topic(row),
            known.membership(row),
            List.copyOf(path)));
  }

  /** Neighbours by the numbers of our rows: the graph may have been made of other papers. */
  private final class Graph {
    private static final int NOT_THERE = -1;

    private final NeighbourGraph graph;
    private final Map<PaperId, Integer> nodes;
    private final int[] rowOfNode;

    Graph(Neighbours neighbours) throws IOException {
      graph = neighbours.graph();
      nodes = HashMap.newHashMap(graph.size());
      rowOfNode = new int[graph.size()];
      for (int node = 0; node < rowOfNode.length; node++) {
        nodes.put(neighbours.papers().get(node), node);
        rowOfNode[node] = NOT_THERE;
      }
      int[] row = {0};
      source.scanVectors(
          (id, _) -> {
            Integer node = nodes.get(id);
            if (node != null) {
              rowOfNode[node] = row[0];
            }
            row[0]++;
          });
    }

    Optional<Near> near(PaperId id) {
      Integer node = nodes.get(id);
      if (node == null) {
        return Optional.empty();
      }
      int[] others = graph.neighbours(node);
      float[] cosines = graph.cosines(node);
      List<Integer> rows = new ArrayList<>(others.length);
      List<Float> distances = new ArrayList<>(others.length);
      for (int i = 0; i < others.length; i++) {
        if (rowOfNode[others[i]] != NOT_THERE) {
          rows.add(rowOfNode[others[i]]);
          distances.add(Math.max(0, 1 - cosines[i])); // rounding may take a cosine beyond 1
        }
      }
      return Optional.of(new Near(rows, distances));
    }
  }
}
