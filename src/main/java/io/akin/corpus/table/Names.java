package io.akin.corpus.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells the authors in a cell apart. Semicolons, bars, line ends, {@code and} and lists are clear.
 * Commas are not, since they stand between names as well as inside of {@code Last, First}: they
 * part names only where at least two in three of the parts are of several words.
 */
final class Names {
  private static final Pattern PARTS = Pattern.compile("[;|\\n]");
  private static final Pattern GAP = Pattern.compile("[ \\t\\u00A0]+");
  private static final Pattern AND = Pattern.compile("(?i),? (?:and|&) ");
  private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\.?[ -]?){1,4}");
  private static final Pattern PARTICLE = Pattern.compile("\\p{Ll}.*");
  private static final Pattern SUFFIX =
      Pattern.compile("(?i)(?:jr|sr|ii|iii|iv|ph\\.?d|m\\.?d)\\.?");
  private static final Predicate<String> OTHERS =
      Pattern.compile("(?i)et\\.? al\\.?|others|\\.\\.\\.|…").asMatchPredicate();
  private static final List<String> FIELDS = List.of(Literal.TEXT, "name", "fullname", "full_name");

  private Names() {}

  /** The names, each {@code First Last}; or empty when it is in doubt where one ends. */
  static Optional<List<String>> in(Cell cell) {
    return switch (cell) {
      case Cell.Texts(List<String> texts) -> Optional.of(turned(texts.stream()));
      case Cell.Text(String text) -> {
        Optional<List<Map<String, String>>> items = Literal.parse(text);
        yield items.isPresent()
            ? Optional.of(turned(items.get().stream().map(Names::name)))
            : split(GAP.matcher(text).replaceAll(" ").strip());
      }
    };
  }

  private static String name(Map<String, String> item) {
    return FIELDS.stream().map(item::get).filter(Objects::nonNull).findFirst().orElse("");
  }

  private static Optional<List<String>> split(String text) {
    List<String> parts = items(PARTS, text);
    if (parts.size() > 1 || !text.contains(",")) {
      return Optional.of(turned(parts.size() > 1 ? parts.stream() : AND.splitAsStream(text)));
    }
    List<String> listed = AND.splitAsStream(text).toList();
    if (listed.size() > 1 && listed.stream().allMatch(part -> commas(part) == 1)) {
      return Optional.of(turned(listed.stream())); // Last, First and Last, First
    }
    List<String> names = listed.stream().flatMap(part -> items(",", part)).toList();
    if (isEnumeration(names)) {
      return Optional.of(names.stream().filter(OTHERS.negate()).toList());
    }
    if (listed.stream().allMatch(part -> commas(part) <= 1)) {
      return Optional.of(turned(listed.stream()));
    }
    boolean pairs =
        names.size() % 2 == 0
            && IntStream.range(0, names.size())
                .allMatch(i -> INITIALS.matcher(names.get(i)).matches() == (i % 2 == 1));
    return pairs
        ? Optional.of(
            IntStream.range(0, names.size() / 2)
                .mapToObj(i -> names.get(2 * i + 1) + " " + names.get(2 * i))
                .toList())
        : Optional.empty();
  }

  private static boolean isEnumeration(List<String> names) {
    long ofSeveralWords = names.stream().filter(name -> name.contains(" ")).count();
    return names.size() == 2
        ? ofSeveralWords == 2 && !PARTICLE.matcher(names.getFirst()).matches()
        : ofSeveralWords * 3 >= names.size() * 2L;
  }

  private static long commas(String text) {
    return text.chars().filter(c -> c == ',').count();
  }

  private static Stream<String> items(String separator, String text) {
    return items(Pattern.compile(separator, Pattern.LITERAL), text).stream();
  }

  private static List<String> items(Pattern separator, String text) {
    return Arrays.stream(separator.split(text))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static List<String> turned(Stream<String> names) {
    return names.filter(OTHERS.negate()).map(Names::turned).toList();
  }

  /** {@code First Last} for {@code Last, First}. */
  private static String turned(String name) {
    int comma = name.indexOf(',');
    if (comma <= 0 || commas(name) > 1) {
      return name;
    }
    String first = name.substring(comma + 1).strip();
    return first.isEmpty() || SUFFIX.matcher(first).matches()
        ? name
        : first + " " + name.substring(0, comma).strip();
  }
}
