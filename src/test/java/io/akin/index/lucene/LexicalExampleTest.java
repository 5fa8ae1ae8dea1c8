package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.index.Example;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LexicalExampleTest {
  private static final Embedding EMBEDDING = Embedding.ofUnit(new float[] {1, 0});

  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private DirectoryReader reader;
  private Statistics statistics;

  @BeforeEach
  void openAnIndex() throws IOException {
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(PaperTerms.ANALYZER))) {
      add(writer, "The kites", "A kite, and winds.");
      add(writer, "Knots", "Prime knots and the wind");
      add(writer, "Many words", words(0, 250));
      for (int i = 0; i < 4; i++) {
        add(writer, "Common words " + i, words(0, 120));
      }
    }
    reader = DirectoryReader.open(directory);
    statistics = Statistics.of(reader);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  @Test
  void endingsAndStopWordsDoNotCount() throws IOException {
    assertEquals(2, statistics.frequency("wind"));
    assertEquals(0, statistics.frequency("the"));
    assertEquals(List.of("kite", "wind"), terms(example("", "Winds of the KITE")));
  }

  @Test
  void wordsOfATitleCountTwiceAsInThePapersThemselves() throws IOException {
    assertEquals(3, PaperTerms.counts("The kites", "A kite, and winds.").get("kite"));
    var kite = reader.leaves().getFirst().reader().postings(new Term(PaperDocument.TEXT, "kite"));
    assertEquals(0, kite.nextDoc());
    assertEquals(3, kite.freq());
  }

  @Test
  void wordsThatNoPaperHasAreLeftOut() throws IOException {
    assertEquals(List.of("kite"), terms(example("", "kites unheard")));
    assertEquals(List.of(), terms(example("unheard", "of")));
  }

  @Test
  void aCopyScoresOneHoweverLongItIs() throws IOException {
    for (String text : List.of("kites", words(0, 250))) {
      var counts = PaperTerms.counts("", text);
      double score =
          LexicalExample.of(example("", text), statistics)
              .score(counts, PaperTerms.length(counts), statistics);

      assertEquals(1, score, 1e-12);
    }
  }

  @Test
  void ofALongTextTheMostTellingWordsCount() throws IOException {
    List<String> terms = terms(example("", words(0, 250)));

    assertEquals(100, terms.size());
    assertTrue(
        terms.stream().allMatch(term -> Integer.parseInt(term.replaceAll("\\D", "")) >= 120),
        terms.toString());
    assertEquals(terms.stream().sorted().toList(), terms);
  }

  private List<String> terms(Example example) throws IOException {
    return LexicalExample.of(example, statistics).weights().stream()
        .map(LexicalExample.Weighted::term)
        .toList();
  }

  private static Example example(String title, String text) {
    return new Example(title, text, Optional.empty(), 1);
  }

  private static String words(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "zq" + i + "kx")
        .collect(Collectors.joining(" "));
  }

  private static void add(IndexWriter writer, String title, String text) throws IOException {
    Paper paper = Paper.titled(title).abstractText(text).build();
    writer.addDocument(PaperDocument.of(new IndexedPaper(paper, EMBEDDING, "hash")));
  }
}
