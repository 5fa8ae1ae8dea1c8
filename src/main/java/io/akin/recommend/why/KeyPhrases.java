package io.akin.recommend.why;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The phrases that a seed shares with other texts: one to four terms that are neighbours in both,
 * with nothing but white space or a hyphen between them. Takes time in proportion to the texts'
 * lengths. Thread-safe.
 */
public final class KeyPhrases {
  /** How many phrases are wanted unless one says otherwise. */
  public static final int DEFAULT_COUNT = 5;

  private static final int LONGEST = 4;

  /** What each further term adds to a phrase, as a share of its weight. */
  private static final double BONUS = 0.15;

  /**
   * A phrase needs a term of this idf, a natural logarithm, so one that at most 37% of the papers
   * have.
   */
  private static final double FEWEST_IDF = 1;

  /** Words of a text that are looked at. */
  private static final int MOST_TOKENS = 20_000;

  /** Words that end a phrase as stop words do; indexes keep them, and English papers share them. */
  private static final Set<String> FUNCTION_WORDS =
      Words.setOf(
          """
          about above across after all also although among any been before being below between
          both can cannot could did do does due during each either et etc even every e.g from
          further furthermore had has have having he hence her here his how however i i.e
          including instead its itself just many may might more moreover most much must namely nor
          often only other others our ours over own per rather same she should since so some such
          than therefore those though through thus too toward towards under until unlike up upon
          us use used uses using very via was we well were what when where whereas whether which
          while who whose why within without would yet you your propose proposes proposed present
          presents presented show shows shown paper based
          """);

  /** Words that may be part of a phrase ("few-shot") and tell nothing by themselves. */
  private static final Set<String> TELLING_NOTHING =
      Words.setOf(
          """
          aim aims approach approaches contrast define defined defines different few find finding
          findings finds first follow followed following follows found good manner method methods
          new novel number one problem problems result results second several studies study three
          two type types various work works
          """);

  /** The seed's terms, numbered from 1 on. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The seed's phrases, by the numbers of their terms. */
  private final Set<Long> phrases = new HashSet<>();

  /** Looks for what texts share with a seed. */
  public KeyPhrases(AnalysedText seed) {
    for (Token token : looked(seed)) {
      if (!isFunctionWord(token)) {
        numbers.putIfAbsent(token.term(), numbers.size() + 1);
      }
    }
    forEach(
        seed,
        (key, _, _) -> {
          phrases.add(key);
          return true;
        });
  }

  /** The {@value #DEFAULT_COUNT} best phrases. */
  public List<KeyPhrase> sharedWith(AnalysedText hit, ToDoubleFunction<String> idf) {
    return sharedWith(hit, idf, DEFAULT_COUNT);
  }

  /**
   * The best phrases that the two texts share, each with a telling term that none before it has: a
   * phrase swallows its parts. A term tells something if it has two letters or more and is not in
   * more than 37% of the papers.
   *
   * @param idf of a term: the natural logarithm of papers over papers that have it, or a smoothed
   *     form of it. Below some hundred papers it tells little, and is better given a floor of 1.
   * @param count phrases wanted, at least 0; there may be fewer
   * @return best first, equal ones in the order of the hit's text
   */
  public List<KeyPhrase> sharedWith(AnalysedText hit, ToDoubleFunction<String> idf, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be 0 or more, got " + count);
    }
    Map<String, SharedTerm> terms = sharedTerms(hit, idf);
    Map<Long, Candidate> shared = new HashMap<>();
    forEach(
        hit,
        (key, start, length) -> {
          if (!phrases.contains(key)) {
            return false;
          }
          shared.computeIfAbsent(key, _ -> candidate(hit, terms, start, length)).add(start);
          return true;
        });
    List<Candidate> candidates = new ArrayList<>(shared.values());
    candidates.removeIf(candidate -> !candidate.tells(Set.of()));
    candidates.sort(
        Comparator.comparingDouble(Candidate::weight)
            .reversed()
            .thenComparingInt(candidate -> candidate.starts().getFirst()));
    return best(candidates, hit, count);
  }

  /**
   * A term of both texts.
   *
   * @param number the seed's
   */
  private record SharedTerm(int number, double idf, Kind kind) {}

  private enum Kind {
    /** A word that tells something. */
    TELLING,
    /** A character that is a word or part of one, as in Chinese: tells something beside another. */
    CHARACTER,
    /** A number, a letter, or a word that most papers have. */
    OTHER
  }

  /**
   * A phrase both texts have.
   *
   * @param starts the hit's tokens where it starts, in order
   */
  private record Candidate(List<SharedTerm> terms, double weight, List<Integer> starts) {
    void add(int start) {
      starts.add(start);
    }

    int length() {
      return terms.size();
    }

    /** Whether it tells something beyond what has been told. */
    boolean tells(Set<SharedTerm> told) {
      int characters = 0;
      boolean news = false;
      for (SharedTerm term : terms) {
        if (term.kind() == Kind.TELLING && !told.contains(term)) {
          return true;
        }
        if (term.kind() == Kind.CHARACTER) {
          characters++;
          news |= !told.contains(term);
        }
      }
      return characters >= 2 && news;
    }
  }

  private Map<String, SharedTerm> sharedTerms(AnalysedText hit, ToDoubleFunction<String> idf) {
    Map<String, SharedTerm> shared = new HashMap<>();
    for (Token token : looked(hit)) {
      Integer number = numbers.get(token.term());
      if (number != null && !isFunctionWord(token)) {
        shared.computeIfAbsent(
            token.term(),
            term -> {
              double value = Math.max(0, idf.applyAsDouble(term));
              return new SharedTerm(number, value, kind(token.surface(), value));
            });
      }
    }
    return shared;
  }

  private static List<Token> looked(AnalysedText text) {
    return text.tokens().subList(0, Math.min(MOST_TOKENS, text.tokens().size()));
  }

  private static boolean isFunctionWord(Token token) {
    return FUNCTION_WORDS.contains(token.surface().toLowerCase(Locale.ROOT));
  }

  private static Kind kind(String surface, double idf) {
    if (idf < FEWEST_IDF || TELLING_NOTHING.contains(surface.toLowerCase(Locale.ROOT))) {
      return Kind.OTHER;
    }
    if (surface.codePoints().filter(Character::isLetter).limit(2).count() == 2) {
      return Kind.TELLING;
    }
    return surface.codePoints().anyMatch(Words::isWord) ? Kind.CHARACTER : Kind.OTHER;
  }

  private static Candidate candidate(
      AnalysedText hit, Map<String, SharedTerm> shared, int start, int length) {
    List<SharedTerm> terms = new ArrayList<>(length);
    double sum = 0;
    for (Token token : hit.tokens().subList(start, start + length)) {
      SharedTerm term = requireNonNull(shared.get(token.term()));
      terms.add(term);
      sum += term.idf();
    }
    return new Candidate(terms, sum * (1 + BONUS * (length - 1)), new ArrayList<>());
  }

  /** Takes a phrase, and says whether a longer one that begins with it is wanted too. */
  private interface Visitor {
    boolean visit(long key, int start, int length);
  }

  /** Visits the phrases of a text that are made of the seed's terms alone. */
  private void forEach(AnalysedText text, Visitor visitor) {
    List<Token> tokens = looked(text);
    int[] terms = new int[tokens.size()]; // 0 is none of the seed's
    boolean[] joined = new boolean[tokens.size()];
    for (int i = 0; i < terms.length; i++) {
      Token token = tokens.get(i);
      Integer number = numbers.get(token.term());
      terms[i] = number == null || isFunctionWord(token) ? 0 : number;
      joined[i] = i > 0 && terms[i] > 0 && isNeighbour(text.text(), tokens.get(i - 1), token);
    }
    for (int start = 0; start < terms.length; start++) {
      long key = 0;
      for (int i = start; i < Math.min(terms.length, start + LONGEST); i++) {
        if (terms[i] == 0 || (i > start && !joined[i])) {
          break;
        }
        key = key << 16 | terms[i]; // MOST_TOKENS, and so every number, is less than 2^16
        if (!visitor.visit(key, start, i + 1 - start)) {
          break;
        }
      }
    }
  }

  /** Whether there is white space, one hyphen or nothing between two tokens. */
  private static boolean isNeighbour(String text, Token left, Token right) {
    if (right.start() < left.end()) {
      return false;
    }
    int hyphens = 0;
    for (int i = left.end(); i < right.start(); i++) {
      char character = text.charAt(i);
      boolean hyphen = character == '-' || character == '\u2010' || character == '\u2011';
      if (hyphen) {
        hyphens++;
      } else if (!Character.isWhitespace(character) && character != '\u00A0') {
        return false;
      }
    }
    return hyphens <= 1;
  }

  private static List<KeyPhrase> best(List<Candidate> candidates, AnalysedText hit, int count) {
    boolean[] taken = new boolean[hit.tokens().size()];
    Set<SharedTerm> told = new HashSet<>();
    List<KeyPhrase> best = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (best.size() >= count) {
        break;
      }
      List<Integer> free =
          candidate.starts().stream()
              .filter(start -> isFree(taken, start, candidate.length()))
              .toList();
      if (candidate.tells(told) && !free.isEmpty()) {
        told.addAll(candidate.terms());
        for (int start : candidate.starts()) {
          Arrays.fill(taken, start, start + candidate.length(), true);
        }
        best.add(new KeyPhrase(surface(hit, candidate), candidate.weight()));
      }
    }
    return List.copyOf(best);
  }

  private static boolean isFree(boolean[] taken, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (taken[i]) {
        return false;
      }
    }
    return true;
  }

  /** The form with the fewest capitals that sentences and titles give to words. */
  private static String surface(AnalysedText hit, Candidate candidate) {
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (int start : candidate.starts()) {
      List<Token> tokens = hit.tokens().subList(start, start + candidate.length());
      int capitals = (int) tokens.stream().filter(token -> isCapitalised(token.surface())).count();
      if (capitals < fewest) {
        fewest = capitals;
        best = hit.text().substring(tokens.getFirst().start(), tokens.getLast().end());
      }
    }
    return best.strip().replaceAll("\\s+", " ");
  }

  private static boolean isCapitalised(String word) {
    if (word.isEmpty()) {
      return false;
    }
    int first = word.codePointAt(0);
    String rest = word.substring(Character.charCount(first));
    return Character.isUpperCase(first) && rest.codePoints().noneMatch(Character::isUpperCase);
  }
}
