package io.akin.corpus.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes apart lists of authors that are written as one text. */
final class AuthorNames {
  /** More than a paper may have, so that no list fills the memory before it is refused. */
  private static final int MAX_NAMES = 20_000;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*(?:[,;]\\s*(?:and|&)\\s|[,;]|\\s(?:and|&)\\s)\\s*");
  private static final Pattern SUFFIX = Pattern.compile("(?:Jr|Sr|II|III|IV)\\.?");
  private static final Pattern OTHERS = Pattern.compile("(?i)(?:and )?(?:et\\.? al\\.?|others)");

  private AuthorNames() {}

  /**
   * The names in a list as arXiv's authors write it: {@code A. Kim (1), B. Lee Jr. and C. Wu ((1)
   * Place)}. What stands in round brackets is left out.
   */
  static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    String line = SPACE.matcher(text).replaceAll(" ");
    for (String part : parts(withoutBrackets(line))) {
      String name = part.strip();
      if (SUFFIX.matcher(name).matches() && !names.isEmpty()) {
        names.set(names.size() - 1, names.getLast() + " " + name);
      } else if (!name.isEmpty() && !OTHERS.matcher(name).matches()) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<String> parts(String list) {
    return SEPARATOR.splitAsStream(list).limit(MAX_NAMES).toList();
  }

  /** Leaves out what is in round brackets; of a bracket that never closes, the bracket alone. */
  private static String withoutBrackets(String text) {
    int unclosed = unclosed(text);
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' && unclosed > 0) {
        unclosed--;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static int unclosed(String text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' && open > 0 ? -1 : 0;
    }
    return open;
  }

  /** {@code Kim, Ada} and {@code Kim, Ada, Jr.} in the order of speech; other names as they are. */
  static String spoken(String name) {
    String[] parts = name.split(",", 4);
    return switch (parts.length) {
      case 2 -> parts[1] + " " + parts[0];
      case 3 -> parts[1] + " " + parts[0] + " " + parts[2];
      default -> name;
    };
  }
}
