package io.akin.recommend.why;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Set;

/**
 * The words of a sentence, counted in a way that bounds its length in every script: what is between
 * two spaces, but an ideograph or a kana is a word by itself, and so is every begun stretch of
 * {@value #LONGEST} characters, punctuation behind an ideograph apart.
 */
final class Words {
  private static final int LONGEST = 24;

  /** Offsets where words start. */
  private final int[] starts;

  private Words(int[] starts) {
    this.starts = starts;
  }

  static Words of(String sentence) {
    int[] starts = new int[sentence.length()];
    int count = 0;
    int length = 0; // of the word so far, 0 between words
    for (int i = 0; i < sentence.length(); ) {
      int character = sentence.codePointAt(i);
      if (character == ' ') {
        length = 0;
      } else if (isWord(character)) {
        starts[count++] = i;
        length = LONGEST; // what follows is another word
      } else {
        boolean mark = count > 0 && !Character.isLetterOrDigit(character); // "。" is of its word
        if (length == 0 || (length >= LONGEST && !mark) || length >= 2 * LONGEST) {
          starts[count++] = i;
          length = 0;
        }
        length++;
      }
      i += Character.charCount(character);
    }
    return new Words(Arrays.copyOf(starts, count));
  }

  /** Whether a character is a word, since its script puts no spaces between words. */
  static boolean isWord(int character) {
    if (character < 0x2E80) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(character);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  /** The words of a list. */
  static Set<String> setOf(String words) {
    return Set.of(words.strip().split("\\s+", -1));
  }

  int count() {
    return starts.length;
  }

  /** The offset where a word starts. */
  int start(int word) {
    return starts[word];
  }
}
