package io.akin.recommend;

import io.akin.paper.Paper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What became of a request. */
public sealed interface Outcome {

  /**
   * Papers, as asked for. No seed is among them, and none that is nearly the same as a seed or as
   * one shown before.
   *
   * @param seeds the papers among the request's seeds, positives first
   * @param hits the page
   * @param hidden papers that are not shown, since they are nearly the same as a seed
   * @param nextCursor for the page after this one, if there is one
   * @param excluded why there is no hit, where there is none: what each condition of the filter,
   *     and the least score, leave out
   */
  record Recommendations(
      List<Paper> seeds,
      List<Recommendation> hits,
      List<Paper> hidden,
      Optional<String> nextCursor,
      List<Excluded> excluded,
      Made made)
      implements Outcome {
    public Recommendations {
      seeds = List.copyOf(seeds);
      hits = List.copyOf(hits);
      hidden = List.copyOf(hidden);
      excluded = List.copyOf(excluded);
    }

    /** The same answer, made in another way. */
    Recommendations madeAs(Made other) {
      return new Recommendations(seeds, hits, hidden, nextCursor, excluded, other);
    }
  }

  /**
   * A paper that is recommended.
   *
   * @param score see {@link io.akin.index.ExampleQuery}; positives count 1 in all, negatives -0.5,
   *     and age takes its part
   * @param duplicates papers hidden behind this one
   * @param group the number of its group, where groups were asked for
   * @param why its reasons, where they were asked for
   */
  record Recommendation(
      Paper paper,
      double score,
      List<Paper> duplicates,
      OptionalInt group,
      Optional<Explanation> why) {
    public Recommendation {
      duplicates = List.copyOf(duplicates);
    }
  }

  /**
   * What a condition leaves out.
   *
   * @param papers of the whole index; for the least score, of those that pass the filter
   */
  record Excluded(String condition, int papers) {}

  /**
   * How the answer was made.
   *
   * @param exact whether every paper that passes the filter was compared
   * @param recall the share of the ten nearest that the index finds, as last measured; 1 where
   *     exact
   * @param papers in the index
   */
  record Made(
      String model, Mode mode, boolean exact, OptionalDouble recall, int papers, double millis) {}

  /**
   * No paper is known by the reference.
   *
   * @param similarTitles papers whose titles resemble it, best first, perhaps none
   */
  record UnknownPaper(String reference, List<Paper> similarTitles) implements Outcome {
    public UnknownPaper {
      similarTitles = List.copyOf(similarTitles);
    }
  }

  /** The cursor belongs to another request or another index, or is none. */
  record StaleCursor(String reason) implements Outcome {}
}
