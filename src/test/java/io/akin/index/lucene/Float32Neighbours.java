package io.akin.index.lucene;

import io.akin.benchmark.NeighbourContender;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;

/**
 * Lucene's own search of the graph of an index that {@code make bench-index} has built, which
 * compares with vectors of float32 alone, as an index that is not quantized is searched.
 */
final class Float32Neighbours extends NeighbourContender {
  private final Path folder;

  private Float32Neighbours(Path folder) {
    this.folder = folder;
  }

  /**
   * Answers.
   *
   * @param args folder, dimension, m, efConstruction, and a number that does not count
   */
  public static void main(String[] args) throws Exception {
    new Float32Neighbours(Path.of(args[0], "akin-%s-%s".formatted(args[2], args[3]))).run(args);
  }

  @Override
  protected Supplier<Search> build(Vectors vectors, int m, int efConstruction, int threads)
      throws Exception {
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    int[] rows = AkinNeighbours.rows(reader);
    CodecReader segment = (CodecReader) reader.leaves().getFirst().reader();
    KnnVectorsReader fields = segment.getVectorReader();
    var graphs =
        (HnswGraphProvider)
            ((PerFieldKnnVectorsFormat.FieldsReader) fields)
                .getFieldReader(PaperDocument.EMBEDDING);
    FlatVectorsScorer scorer = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();
    return () ->
        (query, candidates) -> {
          var collector = new TopKnnCollector(candidates, Integer.MAX_VALUE);
          HnswGraphSearcher.search(
              scorer.getRandomVectorScorer(
                  VectorSimilarityFunction.DOT_PRODUCT,
                  segment.getFloatVectorValues(PaperDocument.EMBEDDING),
                  query),
              collector,
              graphs.getGraph(PaperDocument.EMBEDDING),
              null);
          return Arrays.stream(collector.topDocs().scoreDocs)
              .limit(K)
              .mapToInt((ScoreDoc doc) -> rows[doc.doc])
              .toArray();
        };
  }
}
