package io.akin.eval;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration answered to each query of a benchmark.
 *
 * @param rankings by the query's identifier, which has no white space; the order is kept in files
 */
public record Run(Map<String, Ranking> rankings) {
  public Run {
    rankings = Collections.unmodifiableMap(new LinkedHashMap<>(rankings));
    for (String query : rankings.keySet()) {
      if (query.isEmpty() || query.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException(
            "'%s' cannot be a query of a run: it is empty or has white space".formatted(query));
      }
    }
  }

  public Optional<Ranking> ranking(String query) {
    return Optional.ofNullable(rankings.get(query));
  }

  /**
   * Reads a run in TREC's form, {@code query Q0 document rank score tag}. The rank is ignored.
   *
   * @throws IOException naming the line, if one is malformed or ranks a document for the second
   *     time
   */
  public static Run readFrom(Path file) throws IOException {
    Map<String, List<Ranking.Scored>> scored = new LinkedHashMap<>();
    Map<String, Set<String>> seen = new HashMap<>();
    Lines.each(
        file,
        (line, place) -> {
          String[] fields = line.strip().split("\\s+", -1);
          if (fields.length != 6) {
            throw place.fault(
                "has %d fields; write six: query Q0 document rank score tag"
                    .formatted(fields.length));
          }
          if (!seen.computeIfAbsent(fields[0], _ -> new HashSet<>()).add(fields[2])) {
            throw place.fault(
                "ranks %s for %s a second time; leave one of the two out"
                    .formatted(fields[2], fields[0]));
          }
          scored.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(scored(fields, place));
        });
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    scored.forEach((query, documents) -> rankings.put(query, new Ranking(documents)));
    return new Run(rankings);
  }

  private static Ranking.Scored scored(String[] fields, Lines.Place place) throws IOException {
    try {
      return new Ranking.Scored(fields[2], Double.parseDouble(fields[4]));
    } catch (IllegalArgumentException e) {
      throw place.fault("has the score '%s'; write a finite number".formatted(fields[4]));
    }
  }

  /** Writes the run in TREC's form. Scores are written so that they are read back unchanged. */
  public void writeTo(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Ranking> entry : rankings.entrySet()) {
        int rank = 0;
        for (Ranking.Scored scored : entry.getValue().documents()) {
          rank++;
          out.write(
              "%s Q0 %s %d %s akin\n"
                  .formatted(entry.getKey(), scored.document(), rank, scored.score()));
        }
      }
    }
  }
}
