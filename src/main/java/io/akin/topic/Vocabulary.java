package io.akin.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words by number: surfaces, as texts have them, and stems, which are the surfaces that are the
 * same but for case, number and hyphens. Confined to one thread.
 */
final class Vocabulary {
  /** In the place of a word where a phrase cannot go on. */
  static final int BREAK = -1;

  private static final int LONGEST = 40;

  /** Of a word's places, the share behind one of {@link #BEFORE_VERBS} that nouns may have. */
  private static final double LARGEST_VERBAL = 0.2;

  private static final Set<String> BEFORE_VERBS =
      Set.of("to", "can", "we", "which", "that", "will", "may", "could", "cannot", "not", "they");

  private final Map<String, Integer> surfaceNumbers = new HashMap<>();
  private final Map<String, Integer> stemNumbers = new HashMap<>();
  private final List<String> surfaces = new ArrayList<>();
  private final List<String> stems = new ArrayList<>();
  private final List<WordKind> stemKinds = new ArrayList<>();
  private int[] stemOf = new int[1024];
  private int[] places = new int[1024];
  private int[] verbs = new int[1024];

  /** How many stems there are. */
  int stems() {
    return stems.size();
  }

  /** A stem, which is compared and never shown. */
  String stem(int number) {
    return stems.get(number);
  }

  String surface(int number) {
    return surfaces.get(number);
  }

  int stemOf(int surface) {
    return stemOf[surface];
  }

  /**
   * Of all surfaces of a stem together: one that is light makes the stem light, and so do the
   * places that verbs have, as that behind "to".
   */
  WordKind kindOf(int stem) {
    WordKind kind = stemKinds.get(stem);
    boolean verb = kind == WordKind.TELLING && verbs[stem] > LARGEST_VERBAL * places[stem];
    return verb ? WordKind.LIGHT : kind;
  }

  /**
   * The surfaces of a text by number, {@link #BREAK} between those that punctuation, a formula or a
   * number divides. Words joined by hyphens are one.
   */
  int[] words(String text) {
    int[] words = new int[16];
    int count = 0;
    int at = 0;
    boolean broken = true;
    boolean verbal = false;
    while (at < text.length()) {
      int end = isAddress(text, at) ? at : endOfWord(text, at);
      if (end > at) {
        String word = text.substring(at, end);
        int surface = number(word);
        if (stemOf[surface] == BREAK) {
          broken = true;
          verbal = BEFORE_VERBS.contains(word);
        } else {
          places[stemOf[surface]]++;
          verbs[stemOf[surface]] += verbal ? 1 : 0;
          verbal = false;
          words = count + 2 > words.length ? Arrays.copyOf(words, 2 * words.length) : words;
          if (broken && count > 0) {
            words[count++] = BREAK;
          }
          words[count++] = surface;
          broken = false;
        }
        at = end;
      } else {
        int next = endOfGap(text, at);
        broken |= next - at > 1 || !Character.isWhitespace(text.charAt(at));
        at = next;
      }
    }
    return Arrays.copyOf(words, count);
  }

  /** The end of the word that begins here, which may be empty. */
  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      int after = end + Character.charCount(character);
      boolean inside = end > start && after < text.length();
      boolean joins = inside && isJoint(character) && isLetterOrDigit(text.codePointAt(after));
      boolean decimal =
          inside
              && character == '.'
              && Character.isDigit(text.charAt(end - 1))
              && Character.isDigit(text.charAt(after));
      if (!isLetterOrDigit(character) && !joins && !decimal) {
        break;
      }
      end = after;
    }
    return end;
  }

  private static boolean isJoint(int character) {
    return character == '-'
        || character == '\u2010'
        || character == '\u2011'
        || character == '\''
        || character == '\u2019';
  }

  private static boolean isLetterOrDigit(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.NON_SPACING_MARK
        || Character.getType(character) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAddress(String text, int at) {
    return text.startsWith("http", at)
        || text.startsWith("www.", at)
        || text.startsWith("github.com", at);
  }

  /** The end of what is no word: one character, an address, a formula or a command of LaTeX. */
  private static int endOfGap(String text, int start) {
    char first = text.charAt(start);
    if (first == '$') {
      int close = text.indexOf('$', start + 1);
      return close > 0 && close - start < 300 ? close + 1 : start + 1;
    }
    int end = start + Character.charCount(text.codePointAt(start));
    if (isAddress(text, start)) {
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return end;
    }
    if (first == '\\') {
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private int number(String surface) {
    Integer known = surfaceNumbers.get(surface);
    if (known != null) {
      return known;
    }
    int number = surfaces.size();
    if (number == stemOf.length) {
      stemOf = Arrays.copyOf(stemOf, 2 * number);
    }
    WordKind kind = surface.length() > LONGEST ? WordKind.BREAK : WordKind.of(surface);
    stemOf[number] = kind == WordKind.BREAK ? BREAK : stem(WordForms.key(surface), kind);
    surfaces.add(surface);
    surfaceNumbers.put(surface, number);
    return number;
  }

  private int stem(String key, WordKind kind) {
    Integer known = stemNumbers.putIfAbsent(key, stems.size());
    if (known == null) {
      stems.add(key);
      stemKinds.add(kind);
      if (stems.size() > places.length) {
        places = Arrays.copyOf(places, 2 * stems.size());
        verbs = Arrays.copyOf(verbs, 2 * stems.size());
      }
      return stems.size() - 1;
    }
    if (kind == WordKind.LIGHT) {
      stemKinds.set(known, kind);
    }
    return known;
  }
}
