package io.akin.eval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The question "more like these", made out of a benchmark with judgments: some of a query's
 * relevant papers are given as seeds, and the rest is to be found. The query itself is not asked;
 * it only says what belongs together.
 *
 * <p>Seeds are chosen by the SHA-256 of the query's identifier, a line feed and the document's
 * identifier: those with the smallest hashes. So the choice is the same on every machine, does not
 * depend on the order of files, and two seeds are among the five of the same query.
 */
public final class SeveralSeeds {
  /** Fewer would make a query's figure a matter of one paper. */
  private static final int LEFT_TO_FIND = 3;

  /**
   * A question: more papers like the seeds.
   *
   * @param id that of the benchmark's query
   * @param seeds documents of the corpus
   * @param leftOut the seeds, and the paper that the query is; not to be ranked
   */
  public record SeededQuery(String id, List<String> seeds, Set<String> leftOut) {
    public SeededQuery {
      seeds = List.copyOf(seeds);
      leftOut = Set.copyOf(leftOut);
    }
  }

  private final Benchmark benchmark;
  private final Protocol.Retrieval protocol;
  private final Map<String, SeededQuery> queries;

  private SeveralSeeds(
      Benchmark benchmark, Protocol.Retrieval protocol, Map<String, SeededQuery> queries) {
    this.benchmark = benchmark;
    this.protocol = protocol;
    this.queries = queries;
  }

  /**
   * Makes a question of each query that has enough relevant papers in the corpus.
   *
   * @param seeds how many papers are given; queries with fewer than three more are left out, which
   *     may be all of them
   * @throws IllegalArgumentException if the benchmark is one of labels
   */
  public static SeveralSeeds of(Benchmark benchmark, int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("need 1 seed or more, got " + seeds);
    }
    return switch (benchmark.protocol()) {
      case Protocol.Labels _ ->
          throw new IllegalArgumentException(
              benchmark.name() + " has labels and no qrels, so that nothing says what is related");
      case Protocol.Retrieval protocol -> {
        Set<String> corpus =
            benchmark.documents().stream().map(Document::id).collect(Collectors.toSet());
        Map<String, SeededQuery> queries = new LinkedHashMap<>();
        for (Query query : benchmark.queries()) {
          Set<String> self = self(query);
          List<String> relevant = new ArrayList<>();
          benchmark
              .qrels()
              .judgments(query.id())
              .forEach(
                  (document, grade) -> {
                    if (grade >= protocol.relevantGrade()
                        && corpus.contains(document)
                        && !self.contains(document)) {
                      relevant.add(document);
                    }
                  });
          if (relevant.size() >= seeds + LEFT_TO_FIND) {
            relevant.sort(Comparator.comparing(document -> hash(query.id() + "\n" + document)));
            List<String> chosen = relevant.subList(0, seeds);
            Set<String> leftOut = new LinkedHashSet<>(chosen);
            leftOut.addAll(self);
            queries.put(query.id(), new SeededQuery(query.id(), chosen, leftOut));
          }
        }
        yield new SeveralSeeds(benchmark, protocol, queries);
      }
    };
  }

  private static Set<String> self(Query query) {
    return switch (query) {
      case Query.OfPaper paper -> paper.documentId().map(Set::of).orElse(Set.of());
      case Query.OfText _ -> Set.of();
    };
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In the order of the benchmark; empty if none has enough relevant papers. */
  public List<SeededQuery> queries() {
    return List.copyOf(queries.values());
  }

  /** The only documents to be ranked for a query, if not all of them are. */
  public Optional<Set<String>> pool(SeededQuery query) {
    return protocol.judgedOnly()
        ? Optional.of(benchmark.qrels().judgments(query.id()).keySet())
        : Optional.empty();
  }

  /**
   * Scores a run by the metrics of the benchmark. A ranking that contains what is to be left out
   * scores the same as one that does not.
   *
   * @throws IllegalArgumentException if there are no queries
   */
  public Measurement score(Run run) {
    Map<String, Map<String, Integer>> judgments = new LinkedHashMap<>();
    queries.keySet().forEach(id -> judgments.put(id, benchmark.qrels().judgments(id)));
    Function<String, Set<String>> leftOut =
        id -> Optional.ofNullable(queries.get(id)).map(SeededQuery::leftOut).orElse(Set.of());
    return RetrievalScore.of(
        protocol, new Qrels(judgments), benchmark.folds(), leftOut, run, protocol.metrics());
  }
}
