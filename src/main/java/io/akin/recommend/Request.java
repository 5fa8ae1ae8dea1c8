package io.akin.recommend;

import io.akin.index.PaperFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What somebody wants recommended; the same for every surface.
 *
 * @param positives what papers should be like, 1 to {@value #MAX_SEEDS}
 * @param negatives what they should not be like, at most {@value #MAX_SEEDS}
 * @param minScore papers that score less are left out
 * @param diversity 0 for the highest scores, up to 1 for papers that differ most from those before
 *     them; see {@link Diversity}
 * @param halfLifeDays the age at which a paper counts half; see {@link Recency}
 * @param grouped whether papers are to be told apart by what they are about; see {@link Grouping}
 * @param limit papers on a page, 1 to {@value #MAX_LIMIT}
 * @param cursor what an earlier answer to the same request gave, for the page after it
 * @param reasons which reasons each paper is to come with
 */
public record Request(
    List<Seed> positives,
    List<Seed> negatives,
    Mode mode,
    PaperFilter filter,
    OptionalDouble minScore,
    double diversity,
    OptionalInt halfLifeDays,
    Order order,
    boolean grouped,
    int limit,
    Optional<String> cursor,
    Reasons reasons) {
  /** The most papers one page may have. */
  public static final int MAX_LIMIT = 1_000;

  /** The most seeds of either kind. */
  public static final int MAX_SEEDS = 100;

  /** All texts together, in UTF-16 units: a hundred abstracts. */
  private static final int MAX_TEXTS = 200_000;

  private static final int MAX_HALF_LIFE = 36_500;

  public Request {
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
    if (positives.isEmpty()) {
      throw new IllegalArgumentException(
          "name at least one paper or text that papers should be like");
    }
    requireSeeds("positive", positives);
    requireSeeds("negative", negatives);
    requireTexts(Stream.concat(positives.stream(), negatives.stream()));
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new IllegalArgumentException("diversity must be from 0 to 1, got " + diversity);
    }
    int days = halfLifeDays.orElse(1);
    if (days < 1 || days > MAX_HALF_LIFE) {
      throw new IllegalArgumentException(
          "half_life_days must be from 1 to %d, got %d".formatted(MAX_HALF_LIFE, days));
    }
    if (!Double.isFinite(minScore.orElse(0))) {
      throw new IllegalArgumentException("min_score must be a number");
    }
    var _ = requireLimit(limit);
  }

  private static void requireSeeds(String kind, List<Seed> seeds) {
    if (seeds.size() > MAX_SEEDS) {
      throw new IllegalArgumentException(
          "want at most %d %s papers and texts, got %d".formatted(MAX_SEEDS, kind, seeds.size()));
    }
  }

  private static void requireTexts(Stream<Seed> seeds) {
    int length =
        seeds
            .mapToInt(seed -> seed instanceof Seed.OfText(String text, _) ? text.length() : 0)
            .sum();
    if (length > MAX_TEXTS) {
      throw new IllegalArgumentException(
          "the texts of a request may have %,d characters together, got %,d"
              .formatted(MAX_TEXTS, length));
    }
  }

  /**
   * A number of papers one may ask for.
   *
   * @throws IllegalArgumentException when it is not from 1 to {@value #MAX_LIMIT}
   */
  public static int requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the number of papers must be from 1 to %d, got %d".formatted(MAX_LIMIT, limit));
    }
    return limit;
  }

  /** A builder for a request with the defaults. */
  public static Builder like(List<Seed> positives) {
    return new Builder(positives);
  }

  /** A builder for papers like one. */
  public static Builder likePaper(String reference) {
    return like(List.of(new Seed.OfPaper(reference, 1)));
  }

  /** A builder for papers about a text. */
  public static Builder likeText(String text) {
    return like(List.of(new Seed.OfText(text, 1)));
  }

  /** Collects what differs from the defaults; {@link #build} checks it. Not thread-safe. */
  public static final class Builder {
    private final List<Seed> positives;
    private List<Seed> negatives = List.of();
    private Mode mode = Mode.HYBRID;
    private PaperFilter filter = PaperFilter.ALL;
    private OptionalDouble minScore = OptionalDouble.empty();
    private double diversity;
    private OptionalInt halfLifeDays = OptionalInt.empty();
    private Order order = Order.RELEVANCE;
    private boolean grouped;
    private int limit = 10;
    private Optional<String> cursor = Optional.empty();
    private Reasons reasons = Reasons.NONE;

    private Builder(List<Seed> positives) {
      this.positives = positives;
    }

    public Builder negatives(List<Seed> seeds) {
      negatives = seeds;
      return this;
    }

    public Builder mode(Mode value) {
      mode = value;
      return this;
    }

    public Builder filter(PaperFilter value) {
      filter = value;
      return this;
    }

    public Builder minScore(double value) {
      minScore = OptionalDouble.of(value);
      return this;
    }

    public Builder diversity(double value) {
      diversity = value;
      return this;
    }

    public Builder halfLifeDays(int value) {
      halfLifeDays = OptionalInt.of(value);
      return this;
    }

    public Builder order(Order value) {
      order = value;
      return this;
    }

    public Builder grouped(boolean value) {
      grouped = value;
      return this;
    }

    public Builder limit(int value) {
      limit = value;
      return this;
    }

    public Builder cursor(String value) {
      cursor = Optional.of(value);
      return this;
    }

    public Builder reasons(Reasons value) {
      reasons = value;
      return this;
    }

    /** Asks for all the reasons, or for none. */
    public Builder explained(boolean value) {
      return reasons(value ? Reasons.FULL : Reasons.NONE);
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException when a value is out of its range, saying which
     */
    public Request build() {
      return new Request(
          positives,
          negatives,
          mode,
          filter,
          minScore,
          diversity,
          halfLifeDays,
          order,
          grouped,
          limit,
          cursor,
          reasons);
    }
  }
}
