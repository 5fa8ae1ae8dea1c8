package io.akin.peers;

import io.akin.benchmark.NeighbourContender;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** JVector's graph over vectors in memory; its degree is that of the lowest level, 2 m. */
public final class JVectorNeighbours extends NeighbourContender {
  private static final float OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;
  private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;
  private static final VectorTypeSupport TYPES =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  private JVectorNeighbours() {}

  public static void main(String[] args) throws Exception {
    new JVectorNeighbours().run(args);
  }

  @Override
  protected Supplier<Search> build(Vectors vectors, int m, int efConstruction, int threads)
      throws Exception {
    List<VectorFloat<?>> rows = new ArrayList<>();
    for (int row = 0; row < vectors.size(); row++) {
      rows.add(TYPES.createFloatVector(vectors.get(row)));
    }
    RandomAccessVectorValues values = new ListRandomAccessVectorValues(rows, vectors.dimension());
    ImmutableGraphIndex graph;
    try (ForkJoinPool pool = new ForkJoinPool(threads);
        GraphIndexBuilder builder =
            GraphIndexBuilder.builder(values, SIMILARITY, 2 * m)
                .withBeamWidth(efConstruction)
                .withNeighborOverflow(OVERFLOW)
                .withAlpha(ALPHA)
                .withSimdExecutor(pool)
                .withParallelExecutor(pool)
                .build()) {
      graph = builder.build(values);
    }
    return () -> {
      GraphSearcher searcher = new GraphSearcher(graph);
      return (query, candidates) -> {
        var score =
            DefaultSearchScoreProvider.exact(TYPES.createFloatVector(query), SIMILARITY, values);
        return Arrays.stream(searcher.search(score, K, candidates, 0, 0, Bits.ALL).getNodes())
            .mapToInt(found -> found.node)
            .toArray();
      };
    };
  }
}
