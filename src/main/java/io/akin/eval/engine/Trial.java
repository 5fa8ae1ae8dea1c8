package io.akin.eval.engine;

import io.akin.clean.PaperCleaner;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.TextRecipe;
import io.akin.eval.Benchmark;
import io.akin.eval.Protocol;
import io.akin.eval.Query;
import io.akin.eval.Ranking;
import io.akin.eval.Ranking.Scored;
import io.akin.eval.Run;
import io.akin.eval.SeveralSeeds;
import io.akin.eval.SeveralSeeds.SeededQuery;
import io.akin.index.Condition;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperView;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import io.akin.recommend.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Ranks a benchmark's documents as the engine ranks papers: the list that recommendations are taken
 * from, before duplicates are hidden, since benchmarks judge every document.
 */
public final class Trial {
  /** As deep as any metric looks. */
  private static final int DEPTH = 1_000;

  private final Benchmark benchmark;
  private final PaperView view;
  private final Map<String, Example> examples = new HashMap<>();

  private Trial(Benchmark benchmark, PaperView view) {
    this.benchmark = benchmark;
    this.view = view;
  }

  /**
   * Encodes what queries are texts or papers outside the corpus.
   *
   * @param view of an index that {@link BenchmarkCorpus} has filled
   */
  public static Trial of(Benchmark benchmark, PaperView view, Encoder encoder, TextRecipe recipe)
      throws IOException {
    Trial trial = new Trial(benchmark, view);
    SequencedMap<String, PaperText> papers = new LinkedHashMap<>();
    SequencedMap<String, PaperText> texts = new LinkedHashMap<>();
    for (Query query : benchmark.queries()) {
      switch (query) {
        case Query.OfPaper paper when paper.documentId().isPresent() ->
            trial.examples.put(query.id(), trial.example(paper.documentId().get()));
        case Query.OfPaper paper ->
            papers.put(
                query.id(),
                new PaperText(
                    PaperCleaner.clean(paper.title()), PaperCleaner.clean(paper.abstractText())));
        case Query.OfText text ->
            texts.put(query.id(), new PaperText("", PaperCleaner.clean(text.text())));
      }
    }
    trial.add(papers, recipe.encode(List.copyOf(papers.values()), encoder, Priority.LOAD));
    List<String> asked = texts.values().stream().map(PaperText::abstractText).toList();
    trial.add(texts, encoder.encode(asked, Role.QUERY, Priority.LOAD));
    return trial;
  }

  private void add(SequencedMap<String, PaperText> queries, List<Embedding> vectors) {
    int i = 0;
    for (Map.Entry<String, PaperText> query : queries.entrySet()) {
      PaperText said = query.getValue();
      Optional<Embedding> vector = Optional.of(vectors.get(i));
      examples.put(query.getKey(), new Example(said.title(), said.abstractText(), vector, 1));
      i++;
    }
  }

  private Example example(String document) throws IOException {
    IndexedPaper indexed =
        view.find(BenchmarkCorpus.id(document))
            .orElseThrow(
                () ->
                    new IOException(
                        "%s: the query paper %s is not in the corpus"
                            .formatted(benchmark.name(), document)));
    return new Example(
        indexed.paper().title(),
        indexed.paper().abstractText(),
        Optional.of(indexed.embedding()),
        1);
  }

  /** The ranking for each of the benchmark's queries. */
  public Run run(Mode mode) throws IOException {
    int depth =
        switch (benchmark.protocol()) {
          case Protocol.Labels labels -> labels.depth();
          case Protocol.Retrieval _ -> DEPTH;
        };
    boolean labelled = benchmark.protocol() instanceof Protocol.Labels;
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    for (Query query : benchmark.queries()) {
      Example example = examples.get(query.id());
      if (example != null) {
        // All documents of the index are labelled where labels are voted on.
        Optional<Set<String>> pool = labelled ? Optional.empty() : benchmark.pool(query);
        Set<String> leftOut = benchmark.leftOut(query).map(Set::of).orElse(Set.of());
        rankings.put(query.id(), rank(List.of(example), mode, pool, leftOut, depth));
      }
    }
    return new Run(rankings);
  }

  /** The ranking for all seeds of each question together, by the sum over them. */
  public Run run(SeveralSeeds questions, Mode mode) throws IOException {
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    for (SeededQuery query : questions.queries()) {
      List<Example> seeds = new ArrayList<>();
      for (String seed : query.seeds()) {
        seeds.add(weighted(example(seed), 1.0 / query.seeds().size()));
      }
      rankings.put(query.id(), rank(seeds, mode, questions.pool(query), query.leftOut(), DEPTH));
    }
    return new Run(rankings);
  }

  /** The rankings for the first, the second and each further seed alone. */
  public List<Run> runSingly(SeveralSeeds questions, Mode mode) throws IOException {
    int most = questions.queries().stream().mapToInt(q -> q.seeds().size()).max().orElse(0);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Map<String, Ranking> rankings = new LinkedHashMap<>();
      for (SeededQuery query : questions.queries()) {
        Example seed = example(query.seeds().get(i));
        rankings.put(
            query.id(), rank(List.of(seed), mode, questions.pool(query), query.leftOut(), DEPTH));
      }
      runs.add(new Run(rankings));
    }
    return runs;
  }

  private static Example weighted(Example example, double weight) {
    return new Example(example.title(), example.text(), example.embedding(), weight);
  }

  private Ranking rank(
      List<Example> seeds, Mode mode, Optional<Set<String>> pool, Set<String> leftOut, int depth)
      throws IOException {
    List<Condition> conditions = new ArrayList<>();
    if (!leftOut.isEmpty()) {
      conditions.add(new Condition.Without(ids(leftOut)));
    }
    pool.ifPresent(only -> conditions.add(new Condition.Among(ids(only))));
    ExampleQuery query =
        new ExampleQuery(seeds, mode.lexicalShare(), new PaperFilter(conditions), depth);
    return new Ranking(
        view.shortlist(query).candidates().stream()
            .map(found -> new Scored(((SourceId) found.id()).value(), found.score()))
            .toList());
  }

  private static List<PaperId> ids(Set<String> documents) {
    return documents.stream().<PaperId>map(BenchmarkCorpus::id).toList();
  }
}
