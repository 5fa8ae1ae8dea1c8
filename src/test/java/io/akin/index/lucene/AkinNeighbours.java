package io.akin.index.lucene;

import io.akin.benchmark.NeighbourContender;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/**
 * Akin's own index, as {@code make bench-index} measures it. What it is asked for as candidates are
 * thousandths of gamma.
 */
final class AkinNeighbours extends NeighbourContender {
  private static final String ROW = "row";

  private final Path folder;

  private AkinNeighbours(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /**
   * Builds anew, and answers.
   *
   * @param args folder, dimension, m, efConstruction, threads or 0 to ask what was built before
   */
  public static void main(String[] args) throws Exception {
    new AkinNeighbours(Path.of(args[0], "akin-%s-%s".formatted(args[2], args[3]))).run(args);
  }

  @Override
  protected Supplier<Search> build(Vectors vectors, int m, int efConstruction, int threads)
      throws Exception {
    if (threads > 0) {
      write(vectors, m, efConstruction);
    }
    DirectoryReader reader = DirectoryReader.open(MappedFiles.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    int[] rows = rows(reader);
    return () -> {
      return (query, thousandths) ->
          Arrays.stream(
                  new GraphSearch(searcher, Math.min(1, thousandths / 1_000.0)).nearest(query, K))
              .limit(K)
              .mapToInt((ScoreDoc doc) -> rows[doc.doc])
              .toArray();
    };
  }

  private void write(Vectors vectors, int m, int efConstruction) throws Exception {
    IndexManifest manifest =
        new IndexManifest(
            new HashingEncoder("bench", vectors.dimension()).space(),
            "none",
            new HnswOptions(m, efConstruction));
    try (FSDirectory directory = FSDirectory.open(folder);
        MergeWorkers workers = new MergeWorkers();
        IndexWriter writer =
            new IndexWriter(directory, workers.bulk(manifest).setOpenMode(OpenMode.CREATE))) {
      for (int row = 0; row < vectors.size(); row++) {
        Document document = new Document();
        document.add(
            new KnnFloatVectorField(
                PaperDocument.EMBEDDING, vectors.get(row), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new NumericDocValuesField(ROW, row));
        var _ = writer.addDocument(document);
      }
      MergeWorkers.mergeAll(writer);
      var _ = writer.commit();
    }
  }

  /** The rows of the vectors by document. */
  static int[] rows(DirectoryReader reader) throws IOException {
    int[] rows = new int[reader.maxDoc()];
    NumericDocValues values = MultiDocValues.getNumericValues(reader, ROW);
    for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
      rows[doc] = (int) values.longValue();
    }
    return rows;
  }
}
