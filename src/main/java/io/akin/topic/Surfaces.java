package io.akin.topic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How phrases are written: as abstracts most often have them, and titles if no abstract has. */
final class Surfaces {
  /** Titles write words with capitals that are none. */
  private static final int ABSTRACT_COUNT = 1_000;

  private Surfaces() {}

  /** The surface of each phrase that is wanted, by phrase. */
  static Map<Integer, String> of(Texts texts, PhraseCandidates candidates, boolean[] wanted)
      throws InterruptedException {
    Map<Integer, Map<List<Integer>, Long>> found = new HashMap<>();
    texts.forEachRow(
        "names of phrases",
        row -> {
          count(texts, candidates, wanted, texts.title(row), 1, found);
          count(texts, candidates, wanted, texts.abstractOf(row), ABSTRACT_COUNT, found);
        });
    Map<Integer, String> surfaces = new HashMap<>();
    found.forEach(
        (phrase, counts) -> surfaces.put(phrase, mostFrequent(texts.vocabulary(), counts)));
    return surfaces;
  }

  private static void count(
      Texts texts,
      PhraseCandidates candidates,
      boolean[] wanted,
      int[] words,
      long weight,
      Map<Integer, Map<List<Integer>, Long>> found) {
    PhraseCandidates.forEach(
        texts.vocabulary(),
        candidates.runs(),
        words,
        (run, start, length) -> {
          int phrase = candidates.phraseOf(run);
          if (phrase >= 0 && wanted[phrase]) {
            List<Integer> surface = Arrays.stream(words, start, start + length).boxed().toList();
            found.computeIfAbsent(phrase, _ -> new HashMap<>()).merge(surface, weight, Long::sum);
          }
        });
  }

  private static String mostFrequent(Vocabulary vocabulary, Map<List<Integer>, Long> counts) {
    Map<String, Long> texts = new TreeMap<>();
    counts.forEach(
        (words, count) ->
            texts.merge(
                String.join(" ", words.stream().map(vocabulary::surface).toList()),
                count,
                Long::sum));
    String best = "";
    long most = 0;
    for (Map.Entry<String, Long> entry : texts.entrySet()) {
      if (entry.getValue() >= most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
