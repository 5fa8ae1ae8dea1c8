package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
  /** Several blocks, the last of them not whole. */
  private static final int DOCS = 20_001;

  /** More characters than a title, twice, and an abstract have. */
  private static final int VERY_OFTEN = 104_000;

  private static final Term WORD = new Term(PaperDocument.TEXT, "kite");

  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  void addWhatThePostingsSayHoweverTheDocumentsAreCut() throws IOException {
    try (var directory = new ByteBuffersDirectory()) {
      write(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader segment = reader.leaves().getFirst().reader();
        Statistics statistics = Statistics.of(reader);
        double[] expected = new double[DOCS];
        PostingsEnum postings = segment.postings(WORD, PostingsEnum.FREQS);
        boolean often = false;
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          often |= postings.freq() == VERY_OFTEN;
          expected[postings.docID()] =
              0.3 * statistics.saturationIn(postings.docID(), postings.freq());
        }
        assertTrue(often);
        Occurrences occurrences =
            Occurrences.read(
                segment.postings(WORD, PostingsEnum.FREQS), segment.docFreq(WORD), DOCS);

        double[] sums = new double[DOCS];
        for (int from = 0; from < DOCS; ) {
          int end = Math.min(DOCS, from + 1 + random.nextInt(12_000));
          occurrences.add(from, end, 0, 0.3, statistics, sums);
          from = end;
        }

        assertArrayEquals(expected, sums, "tests.seed=" + seed);
      }
    }
  }

  /** No word in the second block, and in the first of the third the same word over and over. */
  private void write(ByteBuffersDirectory directory) throws IOException {
    try (var writer =
        new IndexWriter(
            directory, new IndexWriterConfig(PaperTerms.ANALYZER).setRAMBufferSizeMB(256))) {
      for (int i = 0; i < DOCS; i++) {
        boolean has = i == DOCS - 1 || (random.nextInt(9) == 0 && i / 8_192 != 1);
        int count = i == 16_384 ? VERY_OFTEN : has ? 1 + random.nextInt(4) : 0;
        Document document = new Document();
        document.add(new TextField(PaperDocument.TEXT, "wind " + "kite ".repeat(count), Store.NO));
        document.add(new NumericDocValuesField(PaperDocument.LENGTH, 1 + count));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }
}
