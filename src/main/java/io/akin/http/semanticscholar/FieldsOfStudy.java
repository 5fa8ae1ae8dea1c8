package io.akin.http.semanticscholar;

import io.akin.index.Condition;
import io.akin.paper.Paper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Semantic Scholar's fields of study, and the categories of arXiv that belong to each. */
final class FieldsOfStudy {
  /**
   * An archive stands for its subject classes as well. A class that is in another field than its
   * archive is in both.
   */
  private static final Map<String, List<String>> CATEGORIES =
      Map.ofEntries(
          Map.entry("Computer Science", List.of("cs", "cmp-lg", "stat.ml", "eess.iv")),
          Map.entry("Medicine", List.of("physics.med-ph")),
          Map.entry("Chemistry", List.of("physics.chem-ph", "chem-ph")),
          Map.entry("Biology", List.of("q-bio", "physics.bio-ph")),
          Map.entry("Materials Science", List.of("cond-mat.mtrl-sci", "mtrl-th")),
          Map.entry(
              "Physics",
              List.of(
                  "physics",
                  "astro-ph",
                  "cond-mat",
                  "gr-qc",
                  "hep-ex",
                  "hep-lat",
                  "hep-ph",
                  "hep-th",
                  "math-ph",
                  "nlin",
                  "nucl-ex",
                  "nucl-th",
                  "quant-ph")),
          Map.entry("Geology", List.of("physics.geo-ph")),
          Map.entry("Psychology", List.of()),
          Map.entry("Art", List.of()),
          Map.entry("History", List.of("physics.hist-ph")),
          Map.entry("Geography", List.of()),
          Map.entry("Sociology", List.of("physics.soc-ph")),
          Map.entry("Business", List.of("q-fin")),
          Map.entry("Political Science", List.of()),
          Map.entry("Economics", List.of("econ", "q-fin")),
          Map.entry("Philosophy", List.of()),
          Map.entry("Mathematics", List.of("math", "math-ph", "stat", "q-alg", "alg-geom")),
          Map.entry("Engineering", List.of("eess", "cs.sy", "cs.ro")),
          Map.entry("Environmental Science", List.of("physics.ao-ph")),
          Map.entry("Agricultural and Food Sciences", List.of()),
          Map.entry("Education", List.of("physics.ed-ph")),
          Map.entry("Law", List.of()),
          Map.entry("Linguistics", List.of("cs.cl", "cmp-lg")));

  private static final Map<String, List<String>> FIELDS = byCategory();

  private FieldsOfStudy() {}

  /** The fields of each category, and of each field as the category that its own records have. */
  private static Map<String, List<String>> byCategory() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    CATEGORIES.forEach(
        (field, categories) -> {
          fields.computeIfAbsent(name(field), _ -> new ArrayList<>()).add(field);
          for (String category : categories) {
            fields.computeIfAbsent(category, _ -> new ArrayList<>()).add(field);
          }
        });
    return fields;
  }

  private static String name(String field) {
    return field.toLowerCase(Locale.ROOT);
  }

  /** The fields of a paper, sorted. */
  static List<String> of(Paper paper) {
    TreeSet<String> fields = new TreeSet<>();
    for (String category : paper.categories()) {
      for (String name : Condition.InCategory.namesOf(category)) {
        fields.addAll(FIELDS.getOrDefault(name, List.of()));
      }
    }
    return List.copyOf(fields);
  }

  /** Everything that a paper of the field may have for a category; empty for no such field. */
  static List<String> categories(String field) {
    List<String> categories = new ArrayList<>();
    CATEGORIES.forEach(
        (known, some) -> {
          if (name(known).equals(name(field.strip()))) {
            categories.add(name(known));
            categories.addAll(some);
          }
        });
    return categories;
  }

  /** The names of all. */
  static List<String> all() {
    return List.copyOf(new TreeSet<>(CATEGORIES.keySet()));
  }
}
