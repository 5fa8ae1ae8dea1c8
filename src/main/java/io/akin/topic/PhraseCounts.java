package io.akin.topic;

import java.util.Arrays;
import java.util.List;

/** Which phrases each paper has. Memory: 4 bytes for each phrase of each paper. Immutable. */
final class PhraseCounts {
  /** Of a paper twice the number of each phrase, and that plus one where its title has it too. */
  private final int[][] phrasesOf;

  private final int phrases;
  private final int titleCount;

  private PhraseCounts(int[][] phrasesOf, int phrases, int titleCount) {
    this.phrasesOf = phrasesOf;
    this.phrases = phrases;
    this.titleCount = titleCount;
  }

  static PhraseCounts of(Texts texts, PhraseCandidates candidates, int titleCount)
      throws InterruptedException {
    int[][] phrasesOf = new int[texts.size()][];
    LongBag bag = new LongBag();
    texts.forEachRow(
        "phrases by paper",
        row -> {
          bag.clear();
          for (int[] words : List.of(texts.title(row), texts.abstractOf(row))) {
            boolean title = words == texts.title(row);
            PhraseCandidates.forEach(
                texts.vocabulary(),
                candidates.runs(),
                words,
                (run, _, _) -> {
                  int phrase = candidates.phraseOf(run);
                  if (phrase >= 0) {
                    bag.add(2L * phrase);
                    if (title) {
                      bag.add(2L * phrase + 1);
                    }
                  }
                });
          }
          bag.makeDistinct(0);
          phrasesOf[row] = bag.intsFrom(0);
        });
    return new PhraseCounts(phrasesOf, candidates.size(), titleCount);
  }

  /** How many of the papers have each phrase, those that have it in the title several times. */
  int[] of(int[] rows) {
    int[] counts = new int[phrases];
    for (int row : rows) {
      for (int entry : phrasesOf[row]) {
        counts[entry >>> 1] += (entry & 1) == 0 ? 1 : titleCount - 1;
      }
    }
    return counts;
  }

  /** Whether a paper has a phrase. */
  boolean has(int row, int phrase) {
    return Arrays.binarySearch(phrasesOf[row], 2 * phrase) >= 0;
  }
}
