package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkTest {
  private static final String CORPUS =
      """
      {"id": "a", "title": "Kites", "abstract": "They fly.", "venue": "Sky"}
      {"id": "b", "title": "Boats", "abstract": null}
      {"id": "c", "abstract": "Neither."}
      """;

  @TempDir Path folder;

  private static TestBenchmark plain() {
    return new TestBenchmark()
        .with("corpus.jsonl", CORPUS)
        .with("queries.jsonl", "{\"id\": \"q\", \"text\": \"wind\"}\n")
        .with("qrels.txt", "q 0 a 1\n");
  }

  private static String complaintOf(Path unreadable) {
    return String.valueOf(
        assertThrows(IOException.class, () -> Benchmark.read(unreadable)).getMessage());
  }

  private static Protocol.Retrieval retrieval(Benchmark benchmark) {
    return (Protocol.Retrieval) benchmark.protocol();
  }

  @Test
  void aTextIsAskedOfTheWholeCorpus() throws IOException {
    Benchmark benchmark = plain().readFrom(folder);

    Protocol.Retrieval protocol = retrieval(benchmark);
    assertEquals("ndcg@10", protocol.metrics().getFirst().name());
    assertFalse(protocol.excludesSelf());
    assertFalse(protocol.judgedOnly());
    Query query = benchmark.queries().getFirst();
    assertEquals(new Query.OfText("q", "wind"), query);
    assertEquals(Optional.empty(), benchmark.pool(query));
    assertEquals(Optional.empty(), benchmark.leftOut(query));
    assertEquals(
        List.of(
            new Document("a", "Kites", "They fly."),
            new Document("b", "Boats", ""),
            new Document("c", "", "Neither.")),
        benchmark.documents());
  }

  @Test
  void withoutQueriesAPaperOfTheCorpusIsAskedAndLeftOut() throws IOException {
    Benchmark benchmark =
        plain().without("queries.jsonl").with("qrels.txt", "a 0 b 1\n").readFrom(folder);

    Query query = benchmark.queries().getFirst();
    assertEquals(new Query.OfPaper("a", "Kites", "They fly.", Optional.of("a")), query);
    assertEquals(Optional.of("a"), benchmark.leftOut(query));
    Run itselfFirst = new Run(Map.of("a", RankingTest.ranking("a", 1, "b", 0.5)));
    assertEquals(1, benchmark.score(itselfFirst).of("mrr").figure());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2"})
  void judgmentsOfGradeZeroMakeAPoolAndTheLargestGradeSaysWhatIsRelevant(int largest, int relevant)
      throws IOException {
    Benchmark benchmark =
        plain().with("qrels.txt", "q 0 a 0\nq 0 b %d\n".formatted(largest)).readFrom(folder);

    Protocol.Retrieval protocol = retrieval(benchmark);
    assertTrue(protocol.judgedOnly());
    assertEquals(relevant, protocol.relevantGrade());
    assertEquals(Discount.CSFCUBE, protocol.discount());
    assertEquals("ndcg%20", protocol.metrics().getFirst().name());
    assertEquals(Optional.of(Set.of("a", "b")), benchmark.pool(benchmark.queries().getFirst()));
  }

  @Test
  void aHighestGradeOfThreeWithoutAPoolLeavesOneRelevant() throws IOException {
    Benchmark benchmark = plain().with("qrels.txt", "q 0 a 3\nq 0 b 1\n").readFrom(folder);

    assertEquals(1, retrieval(benchmark).relevantGrade());
  }

  @Test
  void aPaperMayBeAskedThatIsInTheCorpusUnderAnotherName() throws IOException {
    Benchmark benchmark =
        plain()
            .with(
                "queries.jsonl",
                "{\"id\": \"q\", \"doc_id\": \"c\", \"title\": \"T\", \"abstract\": \"A\"}\n")
            .readFrom(folder);

    assertEquals(
        new Query.OfPaper("q", "T", "A", Optional.of("c")), benchmark.queries().getFirst());
  }

  @Test
  void queriesThatNobodyJudgedAreNotAsked() throws IOException {
    Benchmark benchmark =
        plain()
            .with(
                "queries.jsonl",
                "{\"id\": \"other\", \"text\": \"x\"}\n{\"id\": \"q\", \"text\": \"wind\"}\n")
            .readFrom(folder);

    assertEquals(List.of("q"), benchmark.queries().stream().map(Query::id).toList());
  }

  @Test
  void labelsCountWhereThereAreNoQrels() throws IOException {
    Benchmark benchmark =
        new TestBenchmark()
            .with("corpus.jsonl", CORPUS)
            .with("labels.tsv", "c\tsea\na\tair\nb\t\n")
            .readFrom(folder);

    assertEquals(new Protocol.Labels(10, 10), benchmark.protocol());
    assertEquals(List.of("a", "c"), List.copyOf(benchmark.labels().keySet()));
    assertEquals(List.of("a", "c"), benchmark.queries().stream().map(Query::id).toList());
    Query first = benchmark.queries().getFirst();
    assertEquals(Optional.of("a"), benchmark.leftOut(first));
    assertEquals(Optional.of(Set.of("a", "c")), benchmark.pool(first));
  }

  @Test
  void judgmentsOfDocumentsThatTheCorpusLacksAreCounted() throws IOException {
    Benchmark benchmark = plain().with("qrels.txt", "q 0 a 1\nq 0 lost 1\n").readFrom(folder);

    assertEquals(1, benchmark.judgmentsOutsideCorpus());
  }

  @Test
  void foldsBelongToTheQrelsWhoseNameEndsAlike() throws IOException {
    Benchmark benchmark =
        plain()
            .without("qrels.txt")
            .with("qrels-dev.txt", "q 0 a 1\nq 0 b 0\n")
            .with("folds-all-dev.json", "{\"one\": [\"q\", \"elsewhere\"]}")
            .with("folds-all-test.json", "{\"two\": [\"x\"]}")
            .readFrom(folder);

    assertEquals(Map.of("one", List.of("q", "elsewhere")), benchmark.folds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"graded", "citations"})
  void theOrderOfLinesChangesNothing(String sample) throws IOException {
    Path asTheyAre = Files.createDirectory(folder.resolve("a"));
    Path shuffled = Files.createDirectory(folder.resolve("b"));
    Benchmark one = TestBenchmark.sample(sample).readFrom(asTheyAre);
    Benchmark other =
        TestBenchmark.sample(sample).withLinesShuffled(new Random(11)).readFrom(shuffled);

    assertEquals(
        one.score(Run.readFrom(asTheyAre.resolve("run.txt"))),
        other.score(Run.readFrom(shuffled.resolve("run.txt"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          corpus.jsonl | {"id": "a"} nonsense | corpus.jsonl.gz:1: is not JSON
          corpus.jsonl | ["a"] | corpus.jsonl.gz:1: is JSON, but not an object
          corpus.jsonl | {"title": "x"} | corpus.jsonl.gz:1: has the id ''
          corpus.jsonl | {"id": "a b"} | corpus.jsonl.gz:1: has the id 'a b'
          corpus.jsonl | {"id": "a", "title": 7} | corpus.jsonl.gz:1: has 7 for title
          corpus.jsonl | {"id": "a"}~{"id": "a"} | corpus.jsonl.gz:2: the document a comes a second time
          corpus.jsonl | '' | corpus.jsonl.gz: has no document
          queries.jsonl | {"id": "q", "text": " "} | queries.jsonl:1: the query q has no text
          queries.jsonl | {"id": "q", "text": "x"}~~{"id": "q", "text": "y"} | queries.jsonl:3: the query q comes a second time
          queries.jsonl | {"id": "q", "title": "x", "doc_id": "z"} | queries.jsonl:1: says that the query is the document z
          queries.jsonl | {"id": "r", "text": "x"} | qrels.txt: judges for the query q
          qrels.txt | q 0 a 1~q 0 b | qrels.txt:2: has 3 fields; write four
          qrels.txt | q 0 a 1.0 | qrels.txt:1: has the grade '1.0'; write a whole number
          qrels.txt | q 0 a 1~q 0 a 1 | qrels.txt:2: judges a for q a second time
          qrels.txt | '' | qrels.txt: has no judgment
          qrels.txt | q 0 a 0 | qrels.txt: no query has a document of grade 1 or more
          qrels-dev.txt | q 0 a 1 | has qrels-dev.txt and qrels.txt; keep one of them
          folds.json | {"one": ["x"]} | folds.json: has no query of the qrels in any fold
          folds.json | [ | folds.json: is not JSON
          """)
  void aFaultIsNamedWithItsPlace(String file, String content, String complaint) throws IOException {
    plain().with(file, content.replace('~', '\n')).writeTo(folder);

    String refused = complaintOf(folder);

    assertTrue(refused.startsWith(folder.toString()), refused);
    assertTrue(refused.contains(complaint), refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a;air~b;sea;7 | labels.tsv:2: has 3 fields between tabs
          a | labels.tsv:1: has 1 fields between tabs
          z;air | labels.tsv:1: labels z, which the corpus lacks
          a;air~a;sea | labels.tsv:2: labels a a second time
          a; | labels.tsv: has no label
          """)
  void aFaultInLabelsIsNamedWithItsPlace(String content, String complaint) throws IOException {
    new TestBenchmark()
        .with("corpus.jsonl", CORPUS)
        .with("labels.tsv", content.replace('~', '\n').replace(';', '\t'))
        .writeTo(folder);

    String refused = complaintOf(folder);

    assertTrue(refused.contains(complaint), refused);
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        nowhere + ": there is no such folder; name that of a benchmark", complaintOf(nowhere));

    plain().without("corpus.jsonl").writeTo(folder);
    String noCorpus = complaintOf(folder);
    assertTrue(noCorpus.contains("corpus.jsonl.gz: there is no such file"), noCorpus);

    Path noAnswers = Files.createDirectory(folder.resolve("b"));
    plain().without("qrels.txt").writeTo(noAnswers);
    String neither = complaintOf(noAnswers);
    assertTrue(neither.contains("neither qrels*.txt nor labels.tsv"), neither);
  }

  @Test
  void aCorpusThatIsCutShortOrNotCompressedIsNamed() throws IOException {
    TestBenchmark.sample("graded").writeTo(folder);
    Path corpus = folder.resolve("corpus.jsonl.gz");
    byte[] whole = Files.readAllBytes(corpus);

    Files.write(corpus, Arrays.copyOf(whole, whole.length / 2));
    String cut = complaintOf(folder);
    Files.writeString(corpus, CORPUS);
    String open = complaintOf(folder);

    assertTrue(cut.startsWith(corpus + ": is not a whole gzip file"), cut);
    assertTrue(open.startsWith(corpus + ": is not a whole gzip file"), open);
  }

  @Test
  void textThatIsNotUtf8IsNamed() throws IOException {
    plain().writeTo(folder);
    Files.write(folder.resolve("qrels.txt"), new byte[] {'q', ' ', (byte) 0xE9, '\n'});

    String complaint = complaintOf(folder);

    assertTrue(complaint.contains("qrels.txt: is not UTF-8"), complaint);
  }
}
