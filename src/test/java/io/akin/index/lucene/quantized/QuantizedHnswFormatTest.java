package io.akin.index.lucene.quantized;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedHnswFormatTest {
  private static final int DIMENSION = 48;
  private static final String FIELD = "vector";

  private final long seed = Long.getLong("tests.seed", 7);
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @TempDir private Path folder;

  /** Twice the largest segment without a graph, in one merge by several threads. */
  @Test
  void aGraphFindsMostOfWhatAScanFinds() throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    try (Directory directory = FSDirectory.open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      write(directory, vectors, new QuantizedHnswFormat(16, 100, 2, threads));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        arrange(segment);
        long visited = 0;
        double recall = 0;
        for (int i = 0; i < 50; i++) {
          float[] query = vector();
          var collector = new TopKnnCollector(100, Integer.MAX_VALUE);
          segment.searchNearestVectors(FIELD, query, collector, all(segment));
          visited += collector.visitedCount();
          recall += recall(documents(collector), nearest(vectors, query, Set.of())) / 50;
        }
        double found = recall;
        assertTrue(found > 0.9, () -> "recall@10 " + found + repeat());
        assertTrue(visited / 50 < vectors.size() / 2, "a graph was walked, not all compared");
      }
    }
  }

  @Test
  void aGraphThatMemoryHasNoRoomForIsWalkedWhereItLies() throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors, new QuantizedHnswFormat(8, 32, 1, null));
      float[] query = vector();
      List<Integer> wanted;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        arrange(only(reader));
        wanted = found(only(reader), query);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        arrangement(only(reader)).completeExceptionally(new OutOfMemoryError("none left"));

        assertEquals(wanted, found(only(reader), query));
      }
    }
  }

  @Test
  void theMemoryOfAGraphIsGivenBackWithItsReader() throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      write(
          directory,
          vectors(2 * QuantizedHnswFormat.TINY_SEGMENT),
          new QuantizedHnswFormat(8, 32, 1, null));
      SearchGraph graph;
      CompletableFuture<SearchGraph> late;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        graph = arrangement(only(reader)).join();
        assertTrue(graph.vectors().scope().isAlive());
      }
      assertFalse(graph.vectors().scope().isAlive());
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        late = arrangement(only(reader)); // begins when the reader is closed
      }
      assertThrows(CompletionException.class, late::join);
    }
  }

  private static List<Integer> found(LeafReader segment, float[] query) throws IOException {
    var collector = new TopKnnCollector(50, Integer.MAX_VALUE);
    segment.searchNearestVectors(FIELD, query, collector, all(segment));
    return documents(collector);
  }

  @Test
  void onlyWhatIsAcceptedIsFound() throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors, new QuantizedHnswFormat(8, 32, 1, null));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        arrange(segment);
        for (int step : new int[] {2, 3, 500}) { // of the last so few that they are compared
          FixedBitSet accepted = new FixedBitSet(vectors.size());
          Set<Integer> refused =
              IntStream.range(0, vectors.size())
                  .filter(doc -> doc % step != 0)
                  .boxed()
                  .collect(Collectors.toSet());
          for (int doc = 0; doc < vectors.size(); doc += step) {
            accepted.set(doc);
          }
          float[] query = vector();
          var collector = new TopKnnCollector(200, Integer.MAX_VALUE);
          segment.searchNearestVectors(
              FIELD,
              query,
              collector,
              AcceptDocs.fromIteratorSupplier(
                  () -> new BitSetIterator(accepted, accepted.cardinality()),
                  null,
                  vectors.size()));
          List<Integer> found = documents(collector);

          assertTrue(found.stream().allMatch(doc -> doc % step == 0), repeat());
          assertEquals(Math.min(200, accepted.cardinality()), found.size());
          assertTrue(recall(found, nearest(vectors, query, refused)) >= 0.8, repeat());
        }
      }
    }
  }

  /** The half of the vectors that is farthest, which a walk from the nearest on comes to last. */
  @Test
  void acceptedVectorsThatLieFarAwayAreFoundToo() throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    float[] query = vector();
    List<Integer> byDistance = nearest(vectors, query, Set.of(), vectors.size());
    Set<Integer> near = Set.copyOf(byDistance.subList(0, vectors.size() / 2));
    FixedBitSet far = new FixedBitSet(vectors.size());
    byDistance.stream().filter(doc -> !near.contains(doc)).forEach(far::set);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors, new QuantizedHnswFormat(8, 32, 1, null));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        arrange(segment);
        var collector = new TopKnnCollector(100, Integer.MAX_VALUE);
        segment.searchNearestVectors(
            FIELD,
            query,
            collector,
            AcceptDocs.fromIteratorSupplier(
                () -> new BitSetIterator(far, far.cardinality()), null, vectors.size()));
        List<Integer> found = documents(collector);

        assertEquals(100, found.size());
        assertTrue(found.stream().noneMatch(near::contains));
        // nearly all of them are equally far, and quantized ones cannot be told apart so well
        double hundredth = cosine(query, vectors.get(nearest(vectors, query, near, 100).getLast()));
        for (int doc : found) {
          assertTrue(cosine(query, vectors.get(doc)) > hundredth - 0.12, repeat());
        }
        assertTrue(collector.visitedCount() <= 2L * far.cardinality(), repeat());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05})
  void beforeTheGraphIsArrangedAndAfterItASearchFindsTheSame(double gamma) throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors, new QuantizedHnswFormat(8, 32, 1, null));
      List<List<Integer>> found = new ArrayList<>();
      float[] query = vector();
      for (boolean arranged : new boolean[] {false, true}) {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          LeafReader segment = only(reader);
          if (arranged) {
            arrange(segment);
          }
          var collector = new TopKnnCollector(50, Integer.MAX_VALUE, new DistanceAdaptive(gamma));
          segment.searchNearestVectors(FIELD, query, collector, all(segment));
          assertTrue(collector.visitedCount() < vectors.size() / 2);
          found.add(documents(collector).stream().sorted().toList());
        }
      }
      assertEquals(found.getFirst(), found.getLast(), repeat());
    }
  }

  /** Of vectors that are hard to tell apart, a walk that goes farther finds more of the nearest. */
  @Test
  void theFartherAWalkGoesTheMoreItFinds() throws IOException {
    List<float[]> vectors = vectors(2 * QuantizedHnswFormat.TINY_SEGMENT);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors, new QuantizedHnswFormat(8, 32, 1, null));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        arrange(segment);
        List<float[]> queries = IntStream.range(0, 20).mapToObj(_ -> vector()).toList();
        List<Long> visited = new ArrayList<>();
        List<Double> found = new ArrayList<>();
        for (double gamma : new double[] {0, 0.02, 0.1}) {
          long visits = 0;
          double recall = 0;
          for (float[] query : queries) {
            var collector = new TopKnnCollector(20, Integer.MAX_VALUE, new DistanceAdaptive(gamma));
            segment.searchNearestVectors(FIELD, query, collector, all(segment));
            visits += collector.visitedCount();
            recall += recall(documents(collector), nearest(vectors, query, Set.of()));
          }
          visited.add(visits);
          found.add(recall);
        }
        assertEquals(visited.stream().sorted().toList(), visited, repeat());
        assertTrue(found.getFirst() < found.getLast(), () -> found + ", " + repeat());
        assertTrue(visited.getFirst() * 2 < visited.getLast(), () -> visited + ", " + repeat());
      }
    }
  }

  private static void arrange(LeafReader segment) {
    assertEquals(2 * QuantizedHnswFormat.TINY_SEGMENT, arrangement(segment).join().size());
  }

  private static CompletableFuture<SearchGraph> arrangement(LeafReader segment) {
    var fields = (PerFieldKnnVectorsFormat.FieldsReader) ((CodecReader) segment).getVectorReader();
    return ((QuantizedHnswReader) fields.getFieldReader(FIELD)).arrangement(FIELD);
  }

  @Test
  void deletedVectorsAreNotFoundAndMergedAway() throws IOException {
    List<float[]> vectors = vectors(1_000);
    try (Directory directory = FSDirectory.open(folder)) {
      deleteHalf(directory, vectors);
      assertSound(directory);
    }
  }

  private static void deleteHalf(Directory directory, List<float[]> vectors) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(format()))) {
      add(writer, vectors);
      writer.commit();
      for (int i = 0; i < vectors.size(); i += 2) {
        writer.deleteDocuments(new Term("id", Integer.toString(i)));
      }
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        var collector = new TopKnnCollector(1_000, Integer.MAX_VALUE);
        LeafReader segment = only(reader);
        segment.searchNearestVectors(FIELD, vectors.getFirst(), collector, all(segment));
        assertEquals(500, documents(collector).size());
      }
      writer.forceMerge(1);
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(500, only(reader).getFloatVectorValues(FIELD).size());
      }
    }
  }

  /** The vectors themselves are kept bit for bit, and in files that other directories can hold. */
  @Test
  void vectorsComeBackFromMemoryToo() throws IOException {
    List<float[]> vectors = vectors(300);
    try (Directory directory = new ByteBuffersDirectory()) {
      write(directory, vectors, format());
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        for (int doc = 0; doc < vectors.size(); doc++) {
          assertEquals(
              Arrays.toString(vectors.get(doc)),
              Arrays.toString(segment.getFloatVectorValues(FIELD).vectorValue(doc)));
        }
        var collector = new TopKnnCollector(20, Integer.MAX_VALUE);
        segment.searchNearestVectors(FIELD, vectors.get(7), collector, all(segment));
        assertEquals(7, documents(collector).getFirst());
      }
      assertSound(directory);
    }
  }

  @Test
  void documentsWithoutAVectorAreNotCounted() throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      try (IndexWriter writer = new IndexWriter(directory, config(format()))) {
        for (int i = 0; i < 90; i++) {
          Document document = new Document();
          if (i % 3 == 2) {
            document.add(
                new KnnFloatVectorField(FIELD, vector(), VectorSimilarityFunction.DOT_PRODUCT));
          }
          writer.addDocument(document);
          if (i == 40) {
            writer.commit();
          }
        }
        writer.forceMerge(1);
        writer.commit();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = only(reader);
        var collector = new TopKnnCollector(50, Integer.MAX_VALUE);
        segment.searchNearestVectors(FIELD, vector(), collector, all(segment));
        List<Integer> found = documents(collector);
        assertEquals(30, found.size());
        assertTrue(found.stream().allMatch(doc -> doc % 3 == 2));
      }
      assertSound(directory);
    }
  }

  @Test
  void aDamagedFileIsNoticed() throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, vectors(200), format());
    }
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.filter(path -> path.toString().endsWith(".veq4")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertThrows(CorruptIndexException.class, only(reader)::checkIntegrity);
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    try (Directory directory = FSDirectory.open(folder)) {
      assertThrows(CorruptIndexException.class, () -> DirectoryReader.open(directory));
    }
  }

  @Test
  void onlyUnitVectorsThatAreComparedByTheirProduct() throws IOException {
    Document euclidean = new Document();
    euclidean.add(new KnnFloatVectorField(FIELD, vector(), VectorSimilarityFunction.EUCLIDEAN));
    Document bytes = new Document();
    bytes.add(
        new KnnByteVectorField(FIELD, new byte[] {1, 2}, VectorSimilarityFunction.DOT_PRODUCT));
    for (Document document : List.of(euclidean, bytes)) {
      try (Directory directory = new ByteBuffersDirectory();
          IndexWriter writer = new IndexWriter(directory, config(format()))) {
        assertThrows(IllegalArgumentException.class, () -> writer.addDocument(document));
      }
    }
  }

  private static QuantizedHnswFormat format() {
    return new QuantizedHnswFormat(8, 32, 1, null);
  }

  private static IndexWriterConfig config(KnnVectorsFormat format) {
    return new IndexWriterConfig()
        .setUseCompoundFile(false)
        .setMergePolicy(new LogDocMergePolicy()) // which keeps the order
        .setMaxBufferedDocs(QuantizedHnswFormat.TINY_SEGMENT)
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  /** Writes the vectors in one segment, in their order. */
  private static void write(Directory directory, List<float[]> vectors, KnnVectorsFormat format)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(format))) {
      add(writer, vectors);
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static void add(IndexWriter writer, List<float[]> vectors) throws IOException {
    for (int i = 0; i < vectors.size(); i++) {
      Document document = new Document();
      document.add(new StringField("id", Integer.toString(i), Field.Store.NO));
      document.add(
          new KnnFloatVectorField(FIELD, vectors.get(i), VectorSimilarityFunction.DOT_PRODUCT));
      writer.addDocument(document);
    }
  }

  private static LeafReader only(DirectoryReader reader) {
    assertEquals(1, reader.leaves().size());
    return reader.leaves().getFirst().reader();
  }

  private static AcceptDocs all(LeafReader segment) {
    return AcceptDocs.fromLiveDocs(segment.getLiveDocs(), segment.maxDoc());
  }

  private static List<Integer> documents(TopKnnCollector collector) {
    return Arrays.stream(collector.topDocs().scoreDocs).map(found -> found.doc).toList();
  }

  /** The ten nearest, by the vectors as they are. */
  private static List<Integer> nearest(List<float[]> vectors, float[] query, Set<Integer> refused) {
    return nearest(vectors, query, refused, 10);
  }

  private static List<Integer> nearest(
      List<float[]> vectors, float[] query, Set<Integer> refused, int k) {
    Embedding wanted = Embedding.ofUnit(query);
    return IntStream.range(0, vectors.size())
        .filter(doc -> !refused.contains(doc))
        .boxed()
        .sorted(
            Comparator.comparingDouble(doc -> -Embedding.ofUnit(vectors.get(doc)).cosine(wanted)))
        .limit(k)
        .toList();
  }

  private static double cosine(float[] one, float[] other) {
    return Embedding.ofUnit(one).cosine(Embedding.ofUnit(other));
  }

  private static double recall(List<Integer> found, List<Integer> nearest) {
    return nearest.stream().filter(found::contains).count() / (double) nearest.size();
  }

  private static void assertSound(Directory directory) throws IOException {
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
      assertTrue(check.checkIndex().clean);
    }
  }

  private List<float[]> vectors(int count) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(vector());
    }
    return vectors;
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(vector).toArray();
  }

  private String repeat() {
    return ", tests.seed=" + seed;
  }
}
