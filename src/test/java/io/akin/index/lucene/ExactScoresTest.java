package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactScoresTest {
  private static final int DIMENSION = 50;

  @TempDir Path folder;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("tests.seed", 7));

  @Test
  void scoresAreThoseOfTheVectorsInEverySegment() throws IOException {
    List<float[]> vectors = unitVectors(300);
    float[] target = unitVectors(1).getFirst();
    try (FSDirectory directory = FSDirectory.open(folder)) {
      write(directory, vectors, 90);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(4, reader.leaves().size());
        int[] docs = IntStream.range(0, 300).filter(doc -> doc % 7 != 0 && doc / 90 != 1).toArray();

        float[] scores = ExactScores.of(reader.leaves(), target, docs);

        for (int i = 0; i < docs.length; i++) {
          double cosine = Embedding.ofUnit(target).cosine(Embedding.ofUnit(vectors.get(docs[i])));
          assertEquals((1 + cosine) / 2, scores[i], 1e-6, "document " + docs[i]);
        }
        assertArrayEquals(new float[0], ExactScores.of(reader.leaves(), target, new int[0]));
      }
    }
  }

  /** Among others and alone, in any place: to the last bit. */
  @Test
  void equalVectorsScoreTheSame() throws IOException {
    List<float[]> vectors = new ArrayList<>(unitVectors(150));
    float[] equal = vectors.getFirst();
    for (int i = 0; i < vectors.size(); i += 3) {
      vectors.set(i, equal);
    }
    float[] target = unitVectors(1).getFirst();
    try (FSDirectory directory = FSDirectory.open(folder)) {
      write(directory, vectors, 100);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        float[] scores = ExactScores.of(reader.leaves(), target, IntStream.range(0, 150).toArray());
        for (int doc = 0; doc < scores.length; doc++) {
          float alone = ExactScores.of(reader.leaves(), target, new int[] {doc})[0];
          assertEquals(alone, scores[doc], "document " + doc);
          assertEquals(doc % 3 == 0, scores[doc] == scores[0], "document " + doc);
        }
      }
    }
  }

  @Test
  void aDocumentWithoutAVectorIsAFault() throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Document with = new Document();
      with.add(field(unitVectors(1).getFirst()));
      writer.addDocument(with);
      writer.addDocument(new Document());
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        float[] target = unitVectors(1).getFirst();
        assertEquals(1, ExactScores.of(reader.leaves(), target, new int[] {0}).length);
        assertThrows(
            IllegalStateException.class,
            () -> ExactScores.of(reader.leaves(), target, new int[] {0, 1}));
      }
    }
  }

  private static void write(FSDirectory directory, List<float[]> vectors, int inASegment)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < vectors.size(); i++) {
        Document document = new Document();
        document.add(field(vectors.get(i)));
        writer.addDocument(document);
        if ((i + 1) % inASegment == 0) {
          writer.commit();
        }
      }
    }
  }

  private static KnnFloatVectorField field(float[] vector) {
    return new KnnFloatVectorField(
        PaperDocument.EMBEDDING, vector, VectorSimilarityFunction.DOT_PRODUCT);
  }

  private List<float[]> unitVectors(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              float[] vector = new float[DIMENSION];
              for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
              }
              return Embedding.normalised(vector).toArray();
            })
        .toList();
  }
}
