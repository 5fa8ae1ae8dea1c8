package io.akin.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Judgments: for each query the grades of documents, in the order of the file.
 *
 * @param grades by query, then by document
 */
public record Qrels(Map<String, Map<String, Integer>> grades) {
  public Qrels {
    Map<String, Map<String, Integer>> copy = new LinkedHashMap<>();
    grades.forEach(
        (query, judgments) ->
            copy.put(query, Collections.unmodifiableMap(new LinkedHashMap<>(judgments))));
    grades = Collections.unmodifiableMap(copy);
  }

  /** The grades by document; empty for a query that nobody judged. */
  public Map<String, Integer> judgments(String query) {
    return grades.getOrDefault(query, Map.of());
  }

  int smallestGrade() {
    return extreme(Math::min);
  }

  int largestGrade() {
    return extreme(Math::max);
  }

  private int extreme(IntBinaryOperator better) {
    return grades.values().stream()
        .flatMap(judgments -> judgments.values().stream())
        .mapToInt(Integer::intValue)
        .reduce(better)
        .orElseThrow();
  }

  /** Reads TREC's form, {@code query 0 document grade}. The second field is ignored. */
  static Qrels readFrom(Path file) throws IOException {
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    Lines.each(
        file,
        (line, place) -> {
          String[] fields = line.strip().split("\\s+", -1);
          if (fields.length != 4) {
            throw place.fault(
                "has %d fields; write four: query 0 document grade".formatted(fields.length));
          }
          Map<String, Integer> ofQuery =
              grades.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>());
          if (ofQuery.putIfAbsent(fields[2], grade(fields[3], place)) != null) {
            throw place.fault(
                "judges %s for %s a second time; leave one of the two out"
                    .formatted(fields[2], fields[0]));
          }
        });
    if (grades.isEmpty()) {
      throw new IOException(file + ": has no judgment; write lines of query 0 document grade");
    }
    return new Qrels(grades);
  }

  private static int grade(String text, Lines.Place place) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw place.fault("has the grade '%s'; write a whole number".formatted(text));
    }
  }
}
