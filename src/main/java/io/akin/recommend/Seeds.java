package io.akin.recommend;

import io.akin.clean.PaperCleaner;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.index.Example;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The seeds of a request, found and encoded. Positives count 1 in all and negatives -{@value
 * #NEGATIVE}, as in <a href="https://nlp.stanford.edu/IR-book/pdf/09expand.pdf">Rocchio's</a>
 * relevance feedback; among themselves they count by their weights. They stand in an order of their
 * own, so that the order they came in changes nothing, not even the last bit of a score; a seed
 * that is named twice counts twice.
 *
 * <p>The score of a paper is the sum over the seeds. For embeddings that is the same as comparing
 * with the mean vector. Taking the best seed alone, instead, measured worse for every number of
 * seeds ({@code akin eval}), and so is not offered.
 *
 * @param papers those among the seeds that are papers of the index, positives first
 */
record Seeds(List<Found> all, List<IndexedPaper> papers) {
  /** What negatives count in all, where positives count 1. */
  static final double NEGATIVE = 0.5;

  /**
   * A seed.
   *
   * @param label what explanations call it
   */
  record Found(String label, Example example) {}

  List<Example> examples() {
    return all.stream().map(Found::example).toList();
  }

  /** A paper or a text that has been looked up, before weights are known. */
  private record Known(Optional<IndexedPaper> paper, String text) {
    String label() {
      return paper.map(indexed -> indexed.paper().id().text()).orElse(text);
    }
  }

  /** Finds the papers by their references. */
  @FunctionalInterface
  interface Finder {
    IndexedPaper find(String reference) throws IOException, UnknownPaperException;
  }

  /** A reference that no paper has. */
  static final class UnknownPaperException extends Exception {
    private static final long serialVersionUID = 1;
    private final String reference;

    UnknownPaperException(String reference) {
      super(reference, null, false, false); // is always caught
      this.reference = reference;
    }

    String reference() {
      return reference;
    }
  }

  static Seeds of(Request request, Finder finder, RequestEncoder encoder)
      throws IOException, UnknownPaperException {
    Map<String, Known> known = new TreeMap<>();
    Map<String, Double> positives = weights(request.positives(), finder, known);
    Map<String, Double> negatives = weights(request.negatives(), finder, known);
    Map<String, Embedding> embeddings = new TreeMap<>();
    if (request.mode() != Mode.LEXICAL) {
      List<String> texts =
          known.values().stream()
              .filter(seed -> seed.paper().isEmpty())
              .map(Known::text)
              .sorted()
              .toList();
      if (!texts.isEmpty()) {
        Encoder opened = encoder.get();
        List<Embedding> encoded = opened.encode(texts, Role.QUERY, Priority.INTERACTIVE);
        for (int i = 0; i < texts.size(); i++) {
          embeddings.put(texts.get(i), encoded.get(i));
        }
      }
    }
    List<Found> all = new ArrayList<>();
    addTo(all, positives, 1, known, embeddings);
    addTo(all, negatives, -NEGATIVE, known, embeddings);
    List<IndexedPaper> papers =
        known.entrySet().stream()
            .sorted(Comparator.comparing(seed -> !positives.containsKey(seed.getKey())))
            .flatMap(seed -> seed.getValue().paper().stream())
            .toList();
    return new Seeds(List.copyOf(all), papers);
  }

  /** The weights of the seeds by what tells them apart. */
  private static Map<String, Double> weights(
      Collection<Seed> seeds, Finder finder, Map<String, Known> known)
      throws IOException, UnknownPaperException {
    Map<String, List<Double>> weights = new TreeMap<>();
    for (Seed seed : seeds) {
      Known found =
          switch (seed) {
            case Seed.OfPaper paper ->
                new Known(Optional.of(finder.find(paper.reference())), paper.reference());
            case Seed.OfText text -> new Known(Optional.empty(), readable(text.text()));
          };
      String key = (found.paper().isPresent() ? "paper " : "text ") + found.label();
      known.putIfAbsent(key, found);
      weights.computeIfAbsent(key, _ -> new ArrayList<>()).add(seed.weight());
    }
    Map<String, Double> sums = new TreeMap<>();
    weights.forEach((key, some) -> sums.put(key, sum(some)));
    return sums;
  }

  /** In one order, whichever they came in. */
  private static double sum(Collection<Double> numbers) {
    return numbers.stream().sorted().mapToDouble(Double::doubleValue).sum();
  }

  /** As the texts of papers are, so that a pasted abstract meets its paper. */
  private static String readable(String text) {
    String clean = PaperCleaner.clean(text);
    return clean.isBlank() ? text : clean;
  }

  private static void addTo(
      List<Found> all,
      Map<String, Double> weights,
      double share,
      Map<String, Known> known,
      Map<String, Embedding> embeddings) {
    double sum = sum(weights.values());
    known.forEach(
        (key, seed) -> {
          Double weight = weights.get(key);
          if (weight != null) {
            all.add(new Found(seed.label(), example(seed, share * weight / sum, embeddings)));
          }
        });
  }

  private static Example example(Known seed, double weight, Map<String, Embedding> embeddings) {
    if (seed.paper().isEmpty()) {
      return new Example("", seed.text(), Optional.ofNullable(embeddings.get(seed.text())), weight);
    }
    Paper paper = seed.paper().get().paper();
    return new Example(
        paper.title(), paper.abstractText(), Optional.of(seed.paper().get().embedding()), weight);
  }
}
