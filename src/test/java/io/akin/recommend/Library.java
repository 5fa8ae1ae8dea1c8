package io.akin.recommend;

import io.akin.encoder.HashingEncoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.TextRecipe;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real index on disk, with a recommender that reads it. */
final class Library implements AutoCloseable {
  static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final int CLUSTERS = 12;
  private static final String SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve zo ka";

  private final HashingEncoder encoder;
  private final Path folder;
  private PaperIndex index;

  private Library(Path folder, String model) throws IOException {
    this.folder = folder;
    this.encoder = new HashingEncoder(model, 256);
    add(List.of());
    this.index = LuceneIndex.open(folder);
  }

  static Library of(Path folder, Paper... papers) throws IOException {
    return of(folder, List.of(papers));
  }

  static Library of(Path folder, List<Paper> papers) throws IOException {
    return of(folder, "toy", papers);
  }

  static Library of(Path folder, String model, List<Paper> papers) throws IOException {
    Library library = new Library(folder, model);
    library.add(papers);
    library.reopen();
    return library;
  }

  /** Papers of {@value #CLUSTERS} subjects in turn, each with words of its own. */
  static List<Paper> clustered(int count, RandomGenerator random) {
    List<List<String>> vocabularies =
        IntStream.rangeClosed(0, CLUSTERS).mapToObj(_ -> words(50, random)).toList();
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> own = vocabularies.get(i % CLUSTERS);
      List<String> common = vocabularies.get(CLUSTERS);
      papers.add(
          Paper.titled(sentence(6, own, common, random))
              .ids(List.of(new ArxivId("2101.%05d".formatted(i))))
              .abstractText(
                  IntStream.range(0, 4)
                      .mapToObj(_ -> "We " + sentence(10, own, common, random) + ".")
                      .collect(Collectors.joining(" ")))
              .build());
    }
    return papers;
  }

  private static List<String> words(int count, RandomGenerator random) {
    String[] syllables = SYLLABLES.split(" ", -1);
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                IntStream.range(0, 4)
                    .mapToObj(_ -> syllables[random.nextInt(syllables.length)])
                    .collect(Collectors.joining()))
        .toList();
  }

  private static String sentence(
      int length, List<String> own, List<String> common, RandomGenerator random) {
    return IntStream.range(0, length)
        .mapToObj(
            _ -> {
              List<String> some = random.nextInt(10) < 7 ? own : common;
              return some.get(random.nextInt(some.size()));
            })
        .collect(Collectors.joining(" "));
  }

  /** Adds papers in one commit; they are seen after {@link #reopen}. */
  void add(List<Paper> papers) throws IOException {
    try (PaperIndexWriter writer = writer()) {
      for (Paper paper : papers) {
        String text =
            TextRecipe.TITLE_ABSTRACT.text(new PaperText(paper.title(), paper.abstractText()));
        writer.replace(
            List.of(), new IndexedPaper(paper, encoder.encode(List.of(text)).getFirst(), "hash"));
      }
      writer.commit();
    }
  }

  void remove(List<PaperId> ids) throws IOException {
    try (PaperIndexWriter writer = writer()) {
      writer.remove(writer.find(ids));
      writer.commit();
    }
  }

  private PaperIndexWriter writer() throws IOException {
    return LuceneIndexWriter.open(
        folder,
        new IndexManifest(encoder.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT));
  }

  void reopen() throws IOException {
    index.close();
    index = LuceneIndex.open(folder);
  }

  PaperIndex index() {
    return index;
  }

  Outcome ask(Request request) throws IOException {
    return ask(request, TODAY);
  }

  Outcome ask(Request request, LocalDate today) throws IOException {
    return recommender(today).recommend(request);
  }

  /** One that remembers what it was asked. */
  Recommender recommender(LocalDate today) {
    return new Recommender(
        index, _ -> encoder, () -> today.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  Recommendations answer(Request.Builder request) throws IOException {
    return found(ask(request.build()));
  }

  /** The papers of the answer, in its order. */
  List<Paper> papers(Request.Builder request) throws IOException {
    return papers(answer(request));
  }

  /** The papers of all pages, one after another. */
  List<String> pages(Request.Builder request) throws IOException {
    Recommendations page = answer(request);
    List<String> ids = new ArrayList<>(ids(page));
    while (page.nextCursor().isPresent()) {
      page = answer(request.cursor(page.nextCursor().get()));
      ids.addAll(ids(page));
    }
    return ids;
  }

  static List<Paper> papers(Recommendations answer) {
    return answer.hits().stream().map(Recommendation::paper).toList();
  }

  static List<String> ids(Recommendations answer) {
    return answer.hits().stream().map(hit -> hit.paper().id().text()).toList();
  }

  /** The scores by paper, in the order of the answer. */
  static List<Map.Entry<String, Double>> scores(Recommendations answer) {
    return answer.hits().stream()
        .map(hit -> Map.entry(hit.paper().id().text(), hit.score()))
        .toList();
  }

  static Recommendations found(Outcome outcome) {
    if (outcome instanceof Recommendations answer) {
      return answer;
    }
    throw new AssertionError(outcome.toString());
  }

  static Seed paper(String reference) {
    return new Seed.OfPaper(reference, 1);
  }

  static Seed paper(Paper paper) {
    return paper(paper.id().text());
  }

  static Seed text(String text) {
    return new Seed.OfText(text, 1);
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
