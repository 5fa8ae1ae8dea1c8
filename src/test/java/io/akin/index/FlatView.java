package io.akin.index;

import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Scores every paper, one by one, by the formulas. Words are runs of letters and digits, as they
 * stand: none has its ending taken off and none is left out.
 */
final class FlatView implements PaperView {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final double K1 = 2;
  private static final double B = 0.75;

  private final IndexManifest manifest;
  private final List<IndexedPaper> papers;
  private final List<Map<String, Integer>> words = new ArrayList<>();
  private final Map<String, Integer> frequencies = new TreeMap<>();
  private final double meanLength;

  /**
   * A view of the papers.
   *
   * @param papers in the order of their identifiers
   */
  FlatView(IndexManifest manifest, List<IndexedPaper> papers) {
    this.manifest = manifest;
    this.papers = papers;
    for (IndexedPaper indexed : papers) {
      Map<String, Integer> counts = counts(indexed.paper().title(), indexed.paper().abstractText());
      words.add(counts);
      counts.keySet().forEach(word -> frequencies.merge(word, 1, Integer::sum));
    }
    double sum = words.stream().mapToInt(FlatView::length).sum();
    this.meanLength = Math.max(1, sum) / Math.max(1, papers.size());
  }

  private Map<String, Integer> counts(String title, String text) {
    Map<String, Integer> counts = new TreeMap<>();
    tokens(title).forEach(token -> counts.merge(token.term(), 2, Integer::sum));
    tokens(text).forEach(token -> counts.merge(token.term(), 1, Integer::sum));
    return counts;
  }

  private static int length(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public OptionalDouble recall() {
    return OptionalDouble.empty();
  }

  @Override
  public Object version() {
    return papers;
  }

  @Override
  public int size() {
    return papers.size();
  }

  @Override
  public Optional<IndexedPaper> find(PaperId id) {
    return papers.stream().filter(indexed -> indexed.paper().ids().contains(id)).findFirst();
  }

  @Override
  public int count(PaperFilter filter) {
    return (int) papers.stream().filter(indexed -> filter.matches(indexed.paper())).count();
  }

  @Override
  public PaperPage list(ListQuery query) {
    record Placed(Paper paper, ListPosition position) {}
    List<Placed> passing =
        papers.stream()
            .map(IndexedPaper::paper)
            .filter(query.filter()::matches)
            .map(paper -> new Placed(paper, ListPosition.behind(paper, query.order())))
            .sorted(Comparator.comparing(Placed::position, FlatView::compare))
            .toList();
    List<Placed> rest =
        passing.stream()
            .filter(p -> query.after().filter(end -> compare(p.position(), end) <= 0).isEmpty())
            .skip(query.skip())
            .toList();
    List<Placed> page = rest.stream().limit(query.limit()).toList();
    return new PaperPage(
        page.stream().map(Placed::paper).toList(),
        passing.size(),
        rest.size() > page.size() ? Optional.of(page.getLast().position()) : Optional.empty());
  }

  /** High numbers first, none last. */
  private static int compare(ListPosition one, ListPosition other) {
    for (int i = 0; i < one.values().size(); i++) {
      long number = one.values().get(i).orElse(Integer.MIN_VALUE);
      int byNumber = Long.compare(other.values().get(i).orElse(Integer.MIN_VALUE), number);
      if (byNumber != 0) {
        return byNumber;
      }
    }
    return one.id().compareTo(other.id());
  }

  @Override
  public FeaturedDays featuredDays(PaperFilter filter, LocalDate from, LocalDate to) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (IndexedPaper indexed : papers) {
      if (filter.matches(indexed.paper())) {
        indexed.paper().featured().map(PublicationDate::firstDay).ifPresent(days::add);
      }
    }
    return new FeaturedDays(
        Optional.ofNullable(days.lower(from)),
        Optional.ofNullable(days.higher(to)),
        Optional.ofNullable(days.isEmpty() ? null : days.last()));
  }

  @Override
  public Shortlist shortlist(ExampleQuery query) {
    requireDimension(query);
    Scoring scoring = new Scoring(query);
    record Scored(int position, double score) {}
    List<Candidate> candidates =
        IntStream.range(0, papers.size())
            .filter(position -> query.filter().matches(papers.get(position).paper()))
            .mapToObj(position -> new Scored(position, scoring.score(position)))
            // The sort is stable, and the papers are in the order of their identifiers.
            .sorted(Comparator.comparingDouble((Scored scored) -> -scored.score()))
            .limit(query.size())
            .map(scored -> candidate(scored.position(), scored.score()))
            .toList();
    return new Shortlist(candidates, true);
  }

  @Override
  public List<Optional<Candidate>> candidates(List<PaperId> ids, ExampleQuery query) {
    requireDimension(query);
    Scoring scoring = new Scoring(query);
    return ids.stream()
        .map(
            id ->
                IntStream.range(0, papers.size())
                    .filter(position -> papers.get(position).paper().ids().contains(id))
                    .mapToObj(position -> candidate(position, scoring.score(position)))
                    .findFirst())
        .toList();
  }

  private void requireDimension(ExampleQuery query) {
    for (Example example : query.examples()) {
      example.embedding().ifPresent(vector -> manifest.requireDimension(vector.dimension()));
    }
  }

  private Candidate candidate(int position, double score) {
    IndexedPaper indexed = papers.get(position);
    return new Candidate(
        position,
        indexed.paper().id(),
        LocalId.ofTitle(indexed.paper().title()),
        indexed.embedding(),
        indexed.paper().published().map(PublicationDate::firstDay),
        indexed.paper().upvotes(),
        score);
  }

  @Override
  public Paper paper(Candidate candidate) {
    return papers.get(candidate.handle()).paper();
  }

  @Override
  public List<List<Evidence>> evidence(List<Candidate> candidates, ExampleQuery query) {
    Scoring scoring = new Scoring(query);
    return candidates.stream().map(candidate -> scoring.evidence(candidate.handle())).toList();
  }

  /** Scores papers for one query, whose words are counted once. */
  private final class Scoring {
    private final ExampleQuery query;
    private final List<Map<String, Integer>> wanted;

    Scoring(ExampleQuery query) {
      this.query = query;
      this.wanted = query.examples().stream().map(e -> counts(e.title(), e.text())).toList();
    }

    double score(int position) {
      List<Evidence> evidence = evidence(position);
      double score = 0;
      for (int i = 0; i < evidence.size(); i++) {
        double similarity = evidence.get(i).similarity(query.lexicalShare());
        score += query.examples().get(i).weight() * similarity;
      }
      return score;
    }

    List<Evidence> evidence(int position) {
      List<Evidence> evidence = new ArrayList<>();
      for (int i = 0; i < wanted.size(); i++) {
        double lexical = query.lexicalShare() == 0 ? 0 : lexical(wanted.get(i), position);
        double cosine =
            query
                .examples()
                .get(i)
                .embedding()
                .map(papers.get(position).embedding()::cosine)
                .orElse(0.0);
        evidence.add(new Evidence(cosine, lexical));
      }
      return evidence;
    }
  }

  private double lexical(Map<String, Integer> wanted, int position) {
    double own = bm25(wanted, wanted);
    return own == 0 ? 0 : bm25(wanted, words.get(position)) / own;
  }

  /** The score of a text for the words of an example. */
  private double bm25(Map<String, Integer> wanted, Map<String, Integer> text) {
    double norm = 1 - B + B * length(text) / meanLength;
    double score = 0;
    for (Map.Entry<String, Integer> word : wanted.entrySet()) {
      int count = text.getOrDefault(word.getKey(), 0);
      if (frequencies.containsKey(word.getKey())) {
        double weight = (1 + Math.log(word.getValue())) * idf(word.getKey());
        score += weight * count / (count + K1 * norm);
      }
    }
    return score;
  }

  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      tokens.add(
          new Token(matcher.group().toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
    }
    return tokens;
  }

  @Override
  public double idf(String term) {
    int frequency = frequencies.getOrDefault(term, 0);
    return Math.log(1 + (papers.size() - frequency + 0.5) / (frequency + 0.5));
  }

  @Override
  public void scan(PaperIndex.PaperConsumer consumer) throws IOException {
    for (IndexedPaper indexed : papers) {
      consumer.accept(indexed);
    }
  }

  @Override
  public void scanVectors(VectorConsumer consumer) throws IOException {
    for (IndexedPaper indexed : papers) {
      consumer.accept(indexed.paper().id(), indexed.embedding().toArray());
    }
  }

  @Override
  public void close() {}
}
