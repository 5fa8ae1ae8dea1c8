package io.akin.index;

import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The papers of an index at one point in time, whatever is written meanwhile. Thread-safe until it
 * is closed, which should be soon: it holds on to files.
 */
public interface PaperView extends AutoCloseable {

  /** What the papers of this view were indexed with. */
  IndexManifest manifest();

  /**
   * The share of the ten nearest papers that a search of these papers finds where it does not
   * compare with all, as it was last measured; empty if it never was.
   */
  OptionalDouble recall() throws IOException;

  /** Equal for views of the same papers, and small, so that it may be kept when the view is not. */
  Object version();

  /** How many papers there are. */
  int size();

  /** The paper with the identifier, whichever of its identifiers it is. */
  Optional<IndexedPaper> find(PaperId id) throws IOException;

  /** How many papers pass the filter. */
  int count(PaperFilter filter) throws IOException;

  /**
   * A page of the papers that pass a filter. Pages that begin where others end have every paper
   * once, on views of different times too: what was written in between is missing or found by its
   * place, and what stayed as it was is neither missing nor found twice.
   */
  PaperPage list(ListQuery query) throws IOException;

  /**
   * The days nearest to a period on which papers that pass a filter were featured; a date that is
   * not precise to the day counts as its first day.
   *
   * @param from the first day of the period
   * @param to the last day of the period
   */
  FeaturedDays featuredDays(PaperFilter filter, LocalDate from, LocalDate to) throws IOException;

  /**
   * The papers that score highest: as many as wanted, or all that pass the filter.
   *
   * @throws IllegalArgumentException when an embedding's dimension is not the index's
   */
  Shortlist shortlist(ExampleQuery query) throws IOException;

  /**
   * The papers that have the identifiers, in their order, whether they pass the filter or not.
   *
   * @return as many as identifiers, empty for those that no paper has
   */
  List<Optional<Candidate>> candidates(List<PaperId> ids, ExampleQuery query) throws IOException;

  /** The paper that a candidate of this view stands for. */
  Paper paper(Candidate candidate) throws IOException;

  /**
   * How like each of the examples papers are.
   *
   * @return for each candidate, the evidence for each example; weighted, it adds up to the score
   */
  List<List<Evidence>> evidence(List<Candidate> candidates, ExampleQuery query) throws IOException;

  /** The words of a text, without those that say nothing. */
  List<Token> tokens(String text);

  /** How telling a term is: the logarithm of one over the share of the papers that have it. */
  double idf(String term) throws IOException;

  /**
   * Hands over every paper, in the order of their identifiers.
   *
   * @throws IOException when the index cannot be read, or the consumer throws it
   */
  void scan(PaperIndex.PaperConsumer consumer) throws IOException;

  /**
   * Hands over the vector of every paper, in the same order and much sooner, since nothing else is
   * read.
   *
   * @throws IOException when the index cannot be read, or the consumer throws it
   */
  void scanVectors(VectorConsumer consumer) throws IOException;

  @Override
  void close() throws IOException;

  /** Takes the vectors of papers one by one. */
  @FunctionalInterface
  interface VectorConsumer {
    /**
     * Takes one.
     *
     * @param id the identifier the paper is known by
     * @param vector {@code float[d]} of unit length, to read and not to keep: the next one may
     *     stand in the same array
     */
    void accept(PaperId id, float[] vector) throws IOException;
  }
}
