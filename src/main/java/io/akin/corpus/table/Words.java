package io.akin.corpus.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the keywords or categories in a cell apart: a list, or text with separators. */
final class Words {
  private static final List<String> SEPARATORS = List.of(";", "|", "\n");
  private static final Pattern ARXIV_CATEGORY =
      Pattern.compile("[a-z-]{2,20}(?:\\.[A-Za-z-]{2,20})?");

  private Words() {}

  static List<String> in(Cell cell) {
    return switch (cell) {
      case Cell.Texts(List<String> texts) -> texts;
      case Cell.Text(String text) -> {
        Optional<List<Map<String, String>>> items = Literal.parse(text);
        yield items.isPresent()
            ? items.get().stream()
                .map(item -> item.getOrDefault(Literal.TEXT, item.getOrDefault("name", "")))
                .toList()
            : split(text.strip());
      }
    };
  }

  private static List<String> split(String text) {
    for (String separator : SEPARATORS) {
      if (text.contains(separator)) {
        return Arrays.asList(text.split(Pattern.quote(separator)));
      }
    }
    if (text.contains(",")) {
      return splitAtCommas(text);
    }
    // The arXiv's own files part categories by spaces; keywords of several words have them inside.
    List<String> words = Arrays.asList(text.split(" "));
    boolean categories =
        words.stream().allMatch(word -> ARXIV_CATEGORY.matcher(word).matches())
            && words.stream().skip(1).anyMatch(word -> word.contains("."));
    return categories ? words : List.of(text);
  }

  /** Commas in parentheses belong to the word around them. */
  private static List<String> splitAtCommas(String text) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (c == ',' && depth == 0) {
        words.add(text.substring(start, i));
        start = i + 1;
      }
    }
    words.add(text.substring(start));
    return words;
  }
}
