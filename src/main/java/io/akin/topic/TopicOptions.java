package io.akin.topic;

/**
 * How topics are named.
 *
 * @param titleCount how often a phrase of a title counts, where one of an abstract counts once
 * @param phrases most key phrases of a topic
 * @param representatives most papers that stand for a topic
 * @param bridges most papers of a topic that are about another one too
 * @param nameLength most characters of a name, 20 or more; a single phrase may be longer
 */
public record TopicOptions(
    int titleCount, int phrases, int representatives, int bridges, int nameLength) {
  public static final TopicOptions DEFAULTS = new TopicOptions(3, 10, 5, 5, 50);

  private static final int MOST = 100;

  public TopicOptions {
    require("titleCount", titleCount, 1);
    require("phrases", phrases, 1);
    require("representatives", representatives, 1);
    require("bridges", bridges, 0);
    require("nameLength", nameLength, 20);
  }

  private static void require(String what, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, got %d".formatted(what, least, MOST, value));
    }
  }
}
