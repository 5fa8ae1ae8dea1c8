package io.akin.recommend;

import io.akin.recommend.Outcome.Recommendations;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the requests asked last, as long as the index stays as it is: the papers related
 * to a popular one are asked for again and again. Thread-safe.
 */
final class AnswerCache {
  /** Papers in all answers; one takes some 3 KB, so that this is 30 MB. */
  private static final int MOST_PAPERS = 10_000;

  /** Longer answers are pages that nobody turns twice. */
  private static final int LONGEST = 100;

  /** A request, and the day that ages are counted from. */
  private record Key(Request request, LocalDate today) {}

  private final SequencedMap<Key, Recommendations> answers = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Object version;
  private int papers;

  /**
   * What was answered to the same request on the same day from the same papers.
   *
   * @param of the papers' {@link io.akin.index.PaperView#version}
   */
  synchronized Optional<Recommendations> find(Object of, Request request, LocalDate today) {
    return of.equals(version)
        ? Optional.ofNullable(answers.get(new Key(request, today)))
        : Optional.empty();
  }

  /** Keeps an answer, and gives up those that have not been asked for the longest. */
  synchronized void keep(Object of, Request request, LocalDate today, Recommendations answer) {
    if (!of.equals(version)) {
      answers.clear();
      papers = 0;
      version = of;
    }
    int more = papers(answer);
    if (more > LONGEST || answers.putIfAbsent(new Key(request, today), answer) != null) {
      return;
    }
    papers += more;
    while (papers > MOST_PAPERS) {
      papers -= papers(answers.pollFirstEntry().getValue());
    }
  }

  /** Papers an answer holds on to, the request itself counted as one. */
  private static int papers(Recommendations answer) {
    int hidden =
        answer.hits().stream().mapToInt(hit -> hit.duplicates().size()).sum()
            + answer.hidden().size();
    return 1 + answer.seeds().size() + answer.hits().size() + hidden;
  }
}
