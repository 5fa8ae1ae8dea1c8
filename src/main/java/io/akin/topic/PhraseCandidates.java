package io.akin.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runs of one to three words that may be phrases: enough papers have them, they tell something,
 * and they are whole, which is what a noun with what goes before it is.
 */
final class PhraseCandidates {
  /** Of the places of a phrase, the share that must not go on with another word. */
  private static final double LEAST_WHOLE = 0.2;

  /** Of the places of the rarer of two words, the share at which "of" must join them. */
  private static final double LEAST_JOINED = 0.1;

  private static final int NONE = -1;

  private final NGrams runs;
  private final int[] phraseOf;
  private final List<int[]> stems;
  private final float[] wholeness;

  private PhraseCandidates(NGrams runs, int[] phraseOf, List<int[]> stems, float[] wholeness) {
    this.runs = runs;
    this.phraseOf = phraseOf;
    this.stems = stems;
    this.wholeness = wholeness;
  }

  /** Told of a run of words. */
  interface Visitor {
    /**
     * A run that is known.
     *
     * @param start of the words, where it begins
     * @param length how many words
     */
    void visit(int run, int start, int length);
  }

  static PhraseCandidates of(Texts texts, int fewest) throws InterruptedException {
    NGrams runs = frequent(texts, fewest);
    int[] places = new int[runs.size()];
    int[] ends = new int[runs.size()];
    texts.forEachRow(
        "phrases of papers",
        row -> {
          for (int[] words : List.of(texts.title(row), texts.abstractOf(row))) {
            forEach(
                texts.vocabulary(),
                runs,
                words,
                (run, start, length) -> {
                  places[run]++;
                  int end = start + length;
                  ends[run] += isEnd(texts.vocabulary(), words, end) ? 1 : 0;
                });
          }
        });
    return grouped(texts.vocabulary(), runs, places, ends);
  }

  private static boolean isEnd(Vocabulary vocabulary, int[] words, int at) {
    return at == words.length
        || words[at] == Vocabulary.BREAK
        || vocabulary.kindOf(vocabulary.stemOf(words[at])) == WordKind.OF;
  }

  /** Runs that so many papers have, and whose first words that many have too. */
  private static NGrams frequent(Texts texts, int fewest) throws InterruptedException {
    Vocabulary vocabulary = texts.vocabulary();
    boolean[] known = new boolean[vocabulary.stems()];
    for (long stem : keys(texts, NGrams.ofStems(0), known, 1).atLeast(fewest)) {
      known[(int) stem] = true;
    }
    NGrams runs = NGrams.ofStems(vocabulary.stems());
    for (int length = 2; length <= NGrams.LONGEST; length++) {
      runs = runs.with(keys(texts, runs, known, length).atLeast(fewest));
    }
    return runs;
  }

  /** For each paper once the keys of its runs of a length. */
  private static LongBag keys(Texts texts, NGrams runs, boolean[] known, int length)
      throws InterruptedException {
    Vocabulary vocabulary = texts.vocabulary();
    LongBag keys = new LongBag();
    texts.forEachRow(
        "runs of %d words".formatted(length),
        row -> {
          int begin = keys.size();
          for (int[] words : List.of(texts.title(row), texts.abstractOf(row))) {
            for (int start = 0; start + length <= words.length; start++) {
              addKey(vocabulary, runs, known, words, start, length, keys);
            }
          }
          keys.makeDistinct(begin);
        });
    return keys;
  }

  private static void addKey(
      Vocabulary vocabulary,
      NGrams runs,
      boolean[] known,
      int[] words,
      int start,
      int length,
      LongBag keys) {
    if (words[start] == Vocabulary.BREAK) {
      return;
    }
    int run = vocabulary.stemOf(words[start]);
    if (length == 1) {
      keys.add(run);
      return;
    }
    for (int i = start + 1; run != NGrams.NONE && i < start + length; i++) {
      if (words[i] == Vocabulary.BREAK) {
        return;
      }
      int stem = vocabulary.stemOf(words[i]);
      if (i < start + length - 1) {
        run = runs.child(run, stem);
      } else if (known[stem] && (length > 2 || known[run])) {
        keys.add(NGrams.key(run, stem));
      }
    }
  }

  /** Visits every run of a text that is known. */
  static void forEach(Vocabulary vocabulary, NGrams runs, int[] words, Visitor visitor) {
    for (int start = 0; start < words.length; start++) {
      int run = NGrams.NONE;
      int end = Math.min(words.length, start + NGrams.LONGEST);
      for (int i = start; i < end && words[i] != Vocabulary.BREAK; i++) {
        int stem = vocabulary.stemOf(words[i]);
        run = i == start ? stem : runs.child(run, stem);
        if (run == NGrams.NONE) {
          break;
        }
        visitor.visit(run, start, i + 1 - start);
      }
    }
  }

  /** Runs with the same letters are one phrase, as "data set" and "dataset" are. */
  private static PhraseCandidates grouped(
      Vocabulary vocabulary, NGrams runs, int[] places, int[] ends) {
    Map<String, List<Integer>> groups = new TreeMap<>(); // numbers in the order of letters
    for (int run = 0; run < runs.size(); run++) {
      int[] stems = runs.stemsOf(run);
      if (places[run] > 0 && isPhrase(vocabulary, stems, places, run)) {
        StringBuilder letters = new StringBuilder();
        for (int stem : stems) {
          letters.append(vocabulary.stem(stem));
        }
        groups.computeIfAbsent(letters.toString(), _ -> new ArrayList<>()).add(run);
      }
    }
    int[] phraseOf = new int[runs.size()];
    Arrays.fill(phraseOf, NONE);
    List<int[]> stems = new ArrayList<>();
    List<Float> wholeness = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      long allPlaces = 0;
      long allEnds = 0;
      int most = group.getFirst();
      for (int run : group) {
        allPlaces += places[run];
        allEnds += ends[run];
        most = runs.stemsOf(run).length > runs.stemsOf(most).length ? run : most;
      }
      double whole = (double) allEnds / allPlaces;
      if (whole >= LEAST_WHOLE) {
        group.forEach(run -> phraseOf[run] = stems.size());
        stems.add(runs.stemsOf(most));
        wholeness.add((float) whole);
      }
    }
    float[] shares = new float[wholeness.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = wholeness.get(i);
    }
    return new PhraseCandidates(runs, phraseOf, stems, shares);
  }

  private static boolean isPhrase(Vocabulary vocabulary, int[] stems, int[] places, int run) {
    boolean tells = false;
    for (int i = 0; i < stems.length; i++) {
      WordKind kind = vocabulary.kindOf(stems[i]);
      tells |= kind == WordKind.TELLING;
      if (kind == WordKind.OF) {
        boolean between = stems.length == 3 && i == 1;
        if (!between || places[run] < LEAST_JOINED * Math.min(places[stems[0]], places[stems[2]])) {
          return false;
        }
      }
    }
    return tells;
  }

  int size() {
    return stems.size();
  }

  NGrams runs() {
    return runs;
  }

  /** The phrase that a run is, or -1. Phrases are numbered in the order of their letters. */
  int phraseOf(int run) {
    return phraseOf[run];
  }

  /** The stems of a phrase, where it has most of them. */
  int[] stems(int phrase) {
    return stems.get(phrase);
  }

  /** The share of a phrase's places that do not go on with another word, above 0 to 1. */
  float wholeness(int phrase) {
    return wholeness[phrase];
  }
}
