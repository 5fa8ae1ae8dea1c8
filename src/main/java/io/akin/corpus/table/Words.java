package io.akin.corpus.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the keywords or categories in a cell apart: a list, or text with separators. */
final class Words {
  private static final List<String> SEPARATORS = List.of(";", "|", "\n", ",");
  private static final Pattern ARXIV_CATEGORIES =
      Pattern.compile("[a-z-]{2,20}(?:\\.[A-Za-z-]{2,20})?(?: [a-z-]{2,20}\\.[A-Za-z-]{2,20})+");

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
    // The arXiv's own files part categories by spaces; keywords of several words have them inside.
    return ARXIV_CATEGORIES.matcher(text).matches()
        ? Arrays.asList(text.split(" "))
        : List.of(text);
  }
}
