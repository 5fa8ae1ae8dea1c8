package io.akin.index;

import io.akin.paper.Text;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the names of people, organisations, venues and topics are compared: by their words, without
 * regard to case, accents and punctuation. A name is found by any of its words and by words that
 * stand next to each other in it, as {@code Hinton} finds {@code Geoffrey E. Hinton}.
 */
public final class Words {
  /** The most words a name may be looked for by. */
  public static final int MAX_PHRASE = 8;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Words() {}

  /** The words of a name, with one space between them; empty where it has none. */
  public static String normalised(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String lower = plain.toLowerCase(Locale.ROOT).replace('ς', 'σ'); // one letter, two small forms
    return NOT_WORD.matcher(lower).replaceAll(" ").strip();
  }

  /** Everything that a name is found by: its runs of 1 to {@value #MAX_PHRASE} words. */
  public static Set<String> phrases(String name) {
    List<String> words = List.of(normalised(name).split(" "));
    Set<String> phrases = new TreeSet<>();
    for (int start = 0; start < words.size(); start++) {
      for (int end = start + 1; end <= Math.min(words.size(), start + MAX_PHRASE); end++) {
        phrases.add(String.join(" ", words.subList(start, end)));
      }
    }
    phrases.remove("");
    return phrases;
  }

  /** The names in a form in which equal ones are equal, sorted. */
  static List<String> wanted(String what, List<String> names) {
    List<String> wanted = new ArrayList<>();
    for (String name : names) {
      String normal = normalised(name);
      if (normal.isEmpty() || normal.split(" ").length > MAX_PHRASE) {
        throw new IllegalArgumentException(
            "%s to filter by has 1 to %d words, got '%s'"
                .formatted(what, MAX_PHRASE, Text.shortened(name)));
      }
      wanted.add(normal);
    }
    return wanted.stream().distinct().sorted().toList();
  }
}
