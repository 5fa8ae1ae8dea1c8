package io.akin.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A corpus, questions, and what the right answers are. All of it is in memory.
 *
 * @param name the folder's
 * @param documents in the order of the corpus, which the folds of {@link Protocol.Labels} depend on
 * @param queries those with judgments; under {@link Protocol.Labels} the papers with a label
 * @param qrels empty under {@link Protocol.Labels}
 * @param labels by document, in the order of the corpus; empty under {@link Protocol.Retrieval}
 * @param folds queries by fold; empty if there is no file of folds
 */
public record Benchmark(
    String name,
    Protocol protocol,
    List<Document> documents,
    List<Query> queries,
    Qrels qrels,
    Map<String, String> labels,
    Map<String, List<String>> folds) {
  public Benchmark {
    documents = List.copyOf(documents);
    queries = List.copyOf(queries);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    folds = Collections.unmodifiableMap(new LinkedHashMap<>(folds));
  }

  /**
   * Reads a folder:
   *
   * <ul>
   *   <li>{@code corpus.jsonl.gz}: an object a line with {@code id}, {@code title}, {@code
   *       abstract}.
   *   <li>{@code queries.jsonl}, where queries are not simply papers of the corpus: {@code id}; and
   *       {@code text}, or {@code title} and {@code abstract}; and {@code doc_id} if the query is a
   *       paper of the corpus all the same. Other keys are ignored, and so are queries without
   *       judgments.
   *   <li>{@code qrels*.txt}, one such file: {@code query 0 document grade}.
   *   <li>{@code folds*.json}, which ends as the qrels do ({@code qrels-dev.txt}, {@code
   *       folds-all-dev.json}): an object with the queries of each fold.
   *   <li>{@code labels.tsv}, read if there are no qrels: document, tab, label.
   * </ul>
   *
   * @throws IOException naming file and line, what is wrong and what to do, if a file is missing or
   *     malformed
   */
  public static Benchmark read(Path folder) throws IOException {
    return BenchmarkFolder.read(folder);
  }

  /** Scores a run by the protocol's own metrics. */
  public Measurement score(Run run) {
    return switch (protocol) {
      case Protocol.Retrieval retrieval -> score(run, retrieval.metrics());
      case Protocol.Labels votes -> LabelVote.score(labels, votes, run);
    };
  }

  /**
   * Scores a run by other metrics.
   *
   * @throws IllegalArgumentException if the benchmark is one of labels
   */
  public Measurement score(Run run, List<Metric> metrics) {
    return switch (protocol) {
      case Protocol.Retrieval retrieval ->
          RetrievalScore.of(
              retrieval,
              qrels,
              folds,
              query -> retrieval.excludesSelf() ? Set.of(query) : Set.of(),
              run,
              metrics);
      case Protocol.Labels _ ->
          throw new IllegalArgumentException(
              name + " has labels and no qrels, so " + metrics + " cannot be measured");
    };
  }

  /** The only documents to be ranked for a query, if not all of them are. */
  public Optional<Set<String>> pool(Query query) {
    return switch (protocol) {
      case Protocol.Retrieval retrieval ->
          retrieval.judgedOnly()
              ? Optional.of(retrieval.judgments(qrels, query.id()).keySet())
              : Optional.empty();
      case Protocol.Labels _ -> Optional.of(labels.keySet());
    };
  }

  /**
   * The paper that a query is, if it is to be left out of its own ranking. A ranking that contains
   * it scores the same.
   */
  public Optional<String> leftOut(Query query) {
    return switch (protocol) {
      case Protocol.Retrieval retrieval ->
          retrieval.excludesSelf() ? Optional.of(query.id()) : Optional.empty();
      case Protocol.Labels _ -> Optional.of(query.id());
    };
  }

  /**
   * How many judgments are of documents that the corpus lacks. No engine can find them, and yet
   * they count.
   */
  public long judgmentsOutsideCorpus() {
    Set<String> known = documents.stream().map(Document::id).collect(Collectors.toSet());
    return qrels.grades().values().stream()
        .map(Map::keySet)
        .flatMap(Collection::stream)
        .filter(document -> !known.contains(document))
        .count();
  }
}
