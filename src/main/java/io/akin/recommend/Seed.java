package io.akin.recommend;

/** What papers are compared with: a paper of the index, or a text. */
public sealed interface Seed {
  /** The largest weight; the smallest is its inverse. */
  double MAX_WEIGHT = 1_000;

  /**
   * How much it counts beside the others, {@code 1 / }{@value #MAX_WEIGHT} to {@value #MAX_WEIGHT}.
   */
  double weight();

  /** What explanations call it. */
  String label();

  /**
   * A paper.
   *
   * @param reference any identifier of it, or its exact title
   */
  record OfPaper(String reference, double weight) implements Seed {
    /** The longest reference. */
    public static final int MAX_REFERENCE = 2_000;

    public OfPaper {
      reference = reference.strip();
      if (reference.isEmpty() || reference.length() > MAX_REFERENCE) {
        throw new IllegalArgumentException(
            "a paper is named by an identifier or its title, of 1 to %,d characters"
                .formatted(MAX_REFERENCE));
      }
      requireWeight(weight);
    }

    @Override
    public String label() {
      return reference;
    }
  }

  /**
   * A text: a few words, or a whole title and abstract.
   *
   * @param text 1 to {@value #MAX_TEXT} characters
   */
  record OfText(String text, double weight) implements Seed {
    /** The longest text, in UTF-16 units: some ten times what a model reads. */
    public static final int MAX_TEXT = 20_000;

    public OfText {
      text = text.strip();
      if (text.isEmpty() || text.length() > MAX_TEXT) {
        throw new IllegalArgumentException(
            "the text to search for must have 1 to %d characters, got %d"
                .formatted(MAX_TEXT, text.length()));
      }
      requireWeight(weight);
    }

    @Override
    public String label() {
      return text;
    }
  }

  private static void requireWeight(double weight) {
    if (!(weight >= 1 / MAX_WEIGHT && weight <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "a weight must be from %s to %s, got %s".formatted(1 / MAX_WEIGHT, MAX_WEIGHT, weight));
    }
  }
}
