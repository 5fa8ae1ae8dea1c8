package io.akin.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Picks among ranked phrases those that say different things, by words that they share. */
final class KeyPhrases {
  /** A phrase gives way to one that holds it and has this share of its papers. */
  private static final double NEARLY_ALL = 0.7;

  /** What is left of a phrase's score when all its words have been said. */
  private static final double SAID = 0.1;

  private static final int SHORTEST_ROOT = 4;
  private static final int LONGEST_ENDING = 5;
  private static final double ROOT_SHARE = 0.6;

  private final Vocabulary vocabulary;
  private final PhraseCandidates candidates;
  private final Map<Integer, String> surfaces;

  KeyPhrases(Vocabulary vocabulary, PhraseCandidates candidates, Map<Integer, String> surfaces) {
    this.vocabulary = vocabulary;
    this.candidates = candidates;
    this.surfaces = surfaces;
  }

  /**
   * At most so many of the phrases, best first, by maximal marginal relevance (Carbonell and
   * Goldstein, 1998) with the score as a factor, since scores of groups differ in scale.
   */
  List<PhraseRanking.Ranked> pick(List<PhraseRanking.Ranked> ranked, int most) {
    List<PhraseRanking.Ranked> left = new ArrayList<>();
    for (PhraseRanking.Ranked one : ranked) {
      if (ranked.stream().noneMatch(other -> replaces(other, one))) {
        left.add(one);
      }
    }
    List<PhraseRanking.Ranked> picked = new ArrayList<>();
    while (picked.size() < most && !left.isEmpty()) {
      PhraseRanking.Ranked best = left.getFirst();
      double highest = -1;
      for (PhraseRanking.Ranked one : left) {
        double value = one.score() * (1 - (1 - SAID) * said(one, picked));
        if (value > highest) {
          best = one;
          highest = value;
        }
      }
      PhraseRanking.Ranked next = best;
      left.remove(next);
      picked.add(next);
      left.removeIf(one -> isSameInShort(one, next));
    }
    return picked;
  }

  private boolean replaces(PhraseRanking.Ranked longer, PhraseRanking.Ranked shorter) {
    int[] in = candidates.stems(longer.phrase());
    int[] part = candidates.stems(shorter.phrase());
    if (part.length >= in.length || longer.count() < NEARLY_ALL * shorter.count()) {
      return false;
    }
    for (int at = 0; at + part.length <= in.length; at++) {
      if (Arrays.equals(part, Arrays.copyOfRange(in, at, at + part.length))) {
        return true;
      }
    }
    return false;
  }

  /** The largest share of a phrase's words that is in one of the others, 0 to 1. */
  double said(PhraseRanking.Ranked one, List<PhraseRanking.Ranked> others) {
    double most = 0;
    for (PhraseRanking.Ranked other : others) {
      most = Math.max(most, shared(one.phrase(), other.phrase()));
    }
    return most;
  }

  private double shared(int phrase, int other) {
    int[] words = candidates.stems(phrase);
    int[] others = candidates.stems(other);
    double shared = 0;
    double all = 0;
    for (int word : words) {
      double weight = vocabulary.kindOf(word) == WordKind.TELLING ? 1 : 0.5;
      all += weight;
      shared += Arrays.stream(others).anyMatch(stem -> isRelated(stem, word)) ? weight : 0;
    }
    double ofOther = 0;
    for (int word : others) {
      ofOther += vocabulary.kindOf(word) == WordKind.TELLING ? 1 : 0.5;
    }
    return shared / Math.min(all, ofOther);
  }

  /** Whether two words begin so much alike that they seem to be of one family. */
  private boolean isRelated(int stem, int other) {
    if (stem == other) {
      return true;
    }
    String a = vocabulary.stem(stem);
    String b = vocabulary.stem(other);
    int shorter = Math.min(a.length(), b.length());
    int longer = Math.max(a.length(), b.length());
    int same = 0;
    while (same < shorter && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    boolean prefix = same == shorter && longer - shorter <= LONGEST_ENDING;
    return same >= SHORTEST_ROOT && (prefix || same >= ROOT_SHARE * longer);
  }

  private boolean isSameInShort(PhraseRanking.Ranked one, PhraseRanking.Ranked other) {
    String a = surfaces.getOrDefault(one.phrase(), "");
    String b = surfaces.getOrDefault(other.phrase(), "");
    return isAcronym(a, b) || isAcronym(b, a);
  }

  /**
   * Whether a text is the first letters of another's words, as "LLMs" are large language models.
   */
  private static boolean isAcronym(String text, String words) {
    String letters = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    StringBuilder first = new StringBuilder();
    for (String word : words.split("[ -]", -1)) {
      if (!word.isEmpty() && !word.equals("of")) {
        first.append(word.charAt(0));
      }
    }
    return letters.length() > 1
        && letters.replace("-", "").contentEquals(first.toString().toUpperCase(Locale.ROOT));
  }
}
