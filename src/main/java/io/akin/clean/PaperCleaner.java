package io.akin.clean;

import io.akin.paper.Paper;

/** Makes the texts of papers readable. Thread-safe. */
public final class PaperCleaner {
  private PaperCleaner() {}

  /** A text that people ask for or by, as readable as the texts of papers are. */
  public static String clean(String text) {
    return ReadableText.of(text);
  }

  /**
   * The paper with a readable title and abstract, and beside them, where they differ, the texts as
   * the source wrote them. A paper that has been cleaned is cleaned anew from its sources, so that
   * cleaning twice is cleaning once.
   */
  public static Paper clean(Paper paper) {
    String titleSource = paper.titleSource().orElse(paper.title());
    String abstractSource = paper.abstractSource().orElse(paper.abstractText());
    String title = ReadableText.of(titleSource);
    String abstractText = ReadableText.of(abstractSource);
    if (title.equals(paper.title()) && abstractText.equals(paper.abstractText())) {
      return paper;
    }
    return paper
        .withText(title.isEmpty() ? titleSource : title, abstractText)
        .titleSource(titleSource)
        .abstractSource(abstractSource)
        .build();
  }
}
