package io.akin.eval;

import static io.akin.eval.RankingTest.ranking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralSeedsTest {
  @TempDir Path folder;
  private Benchmark benchmark;

  /** Six papers that q cites, q itself, one that is lost, and a query that cites one paper. */
  @BeforeEach
  void readBenchmark() throws IOException {
    benchmark =
        new TestBenchmark()
            .with(
                "corpus.jsonl",
                Stream.of("a", "b", "c", "d", "e", "f", "q", "r", "x")
                    .map("{\"id\": \"%s\"}\n"::formatted)
                    .collect(Collectors.joining()))
            .with(
                "qrels.txt",
                Stream.of(
                            "q 0 a 1", "q 0 b 1", "q 0 c 1", "q 0 d 1", "q 0 e 1", "q 0 f 1",
                            "q 0 q 1")
                        .collect(Collectors.joining("\n"))
                    + "\nq 0 lost 1\nr 0 a 1\n")
            .readFrom(folder);
  }

  /** In Python: sorted("abcdef", key=lambda d: sha256(("q\n" + d).encode()).hexdigest()). */
  @Test
  void seedsAreTheRelevantPapersWithTheSmallestHashes() {
    SeveralSeeds two = SeveralSeeds.of(benchmark, 2);
    SeveralSeeds three = SeveralSeeds.of(benchmark, 3);

    assertEquals(
        List.of(new SeveralSeeds.SeededQuery("q", List.of("a", "f"), Set.of("a", "f", "q"))),
        two.queries());
    assertEquals(List.of("a", "f", "d"), three.queries().getFirst().seeds());
    assertEquals(Optional.empty(), two.pool(two.queries().getFirst()));
  }

  @Test
  void aQueryWithTooLittleLeftToFindIsLeftOut() {
    SeveralSeeds four = SeveralSeeds.of(benchmark, 4);

    assertEquals(List.of(), four.queries());
    assertThrows(IllegalArgumentException.class, () -> four.score(new Run(Map.of())));
  }

  /** Of b, c, d, e and the lost one, d is at rank 2 once seeds and query are gone. */
  @Test
  void seedsAndTheQueryCountNeitherAsFoundNorAsMissed() {
    SeveralSeeds two = SeveralSeeds.of(benchmark, 2);
    Run with = new Run(Map.of("q", ranking("a", 9, "q", 8, "f", 7, "x", 6, "d", 5)));
    Run without = new Run(Map.of("q", ranking("x", 6, "d", 5)));

    Measurement measured = two.score(with);

    assertEquals(two.score(without), measured);
    assertEquals(1, measured.queries());
    assertEquals(1 / 2.0, measured.of("mrr").figure());
    assertEquals(1 / 5.0, measured.of("recall@100").figure());
  }

  @Test
  void aPoolStaysAPoolAndThePaperBehindAQueryIsLeftOut(@TempDir Path other) throws IOException {
    Benchmark graded =
        TestBenchmark.sample("graded")
            .with(
                "queries.jsonl",
                Stream.of("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9")
                    .map("{\"id\": \"%s\", \"title\": \"T\", \"doc_id\": \"d00\"}\n"::formatted)
                    .collect(Collectors.joining()))
            .readFrom(other);

    SeveralSeeds two = SeveralSeeds.of(graded, 2);

    assertTrue(two.queries().size() > 1, () -> two.queries().toString());
    for (SeveralSeeds.SeededQuery query : two.queries()) {
      assertTrue(query.leftOut().contains("d00"), query::toString);
      assertTrue(!query.seeds().contains("d00"), query::toString);
      assertTrue(
          query.seeds().stream()
              .allMatch(seed -> graded.qrels().judgments(query.id()).getOrDefault(seed, 0) >= 2),
          query::toString);
      assertEquals(Optional.of(graded.qrels().judgments(query.id()).keySet()), two.pool(query));
    }
  }
}
