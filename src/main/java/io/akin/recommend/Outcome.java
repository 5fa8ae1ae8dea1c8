package io.akin.recommend;

import io.akin.index.Hit;
import io.akin.paper.Paper;
import java.util.List;

/** What became of a question about a paper. */
public sealed interface Outcome {

  /**
   * The papers most like the seed, which is not among them.
   *
   * @param hits most similar first
   */
  record Found(Paper seed, List<Hit> hits) implements Outcome {}

  /**
   * No paper is known by the reference.
   *
   * @param similarTitles papers whose titles resemble it, best first, perhaps none
   */
  record UnknownPaper(String reference, List<Paper> similarTitles) implements Outcome {}
}
