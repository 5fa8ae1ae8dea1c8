package io.akin.http.semanticscholar;

import io.akin.http.ProblemException;
import io.akin.paper.Text;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a paper is asked for: names with commas between them, those of a part behind a dot, as in
 * {@code title,authors.name}.
 */
final class Fields {
  /** What papers have when nobody says what is wanted; {@code paperId} they always have. */
  private static final List<String> USUAL = List.of("paperId", "title");

  private static final List<String> USUAL_OF_AUTHORS = List.of("authorId", "name");

  /** Some ten times what a client asks for when it asks for all there is. */
  private static final int MAX_LENGTH = 20_000;

  private static final Set<String> AUTHOR = AuthorForm.names();
  private static final Set<String> PAPER = PaperForm.names();

  /** What the parts of a paper, or of an author, have. */
  private static final Map<String, Set<String>> PARTS =
      Map.of(
          "authors", AUTHOR,
          "papers", PAPER,
          "citations", PAPER,
          "references", PAPER,
          "embedding", Set.of("specter_v1", "specter_v2"));

  /** What else is known of a citation. */
  private static final Set<String> CITATION =
      Set.of(
          "citingPaper",
          "citedPaper",
          "contexts",
          "intents",
          "contextsWithIntent",
          "isInfluential");

  private final Set<String> paths;

  /** What stands before the first dot of each. */
  private final Set<String> names;

  private Fields(Collection<String> paths) {
    this.paths = new LinkedHashSet<>(paths);
    this.names = paths.stream().map(Fields::name).collect(Collectors.toUnmodifiableSet());
  }

  private static String name(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  /** What the parameter {@code fields} names, of papers. */
  static Fields ofPapers(Context context) {
    return of(context, PAPER).orElseGet(() -> new Fields(USUAL));
  }

  /** The same, of authors. */
  static Fields ofAuthors(Context context) {
    return of(context, AUTHOR).orElseGet(() -> new Fields(USUAL_OF_AUTHORS));
  }

  /** Refuses names that neither papers nor citations have. */
  static void requireOfCitations(Context context) {
    Set<String> known = new LinkedHashSet<>(PAPER);
    known.addAll(CITATION);
    var _ = of(context, known);
  }

  private static Optional<Fields> of(Context context, Set<String> known) {
    String text = context.queryParam("fields");
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (text.length() > MAX_LENGTH) {
      throw ProblemException.badRequest("fields has at most %,d characters".formatted(MAX_LENGTH));
    }
    List<String> paths = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String path = part.strip();
      if (isKnown(path, known)) {
        paths.add(path);
      } else if (!path.isEmpty()) {
        unknown.add(Text.shortened(path));
      }
    }
    if (!unknown.isEmpty()) {
      throw ProblemException.badRequest(
          "Unrecognized or unsupported fields: [%s]".formatted(String.join(", ", unknown)));
    }
    return Optional.of(new Fields(paths));
  }

  private static boolean isKnown(String path, Set<String> known) {
    String name = name(path);
    return known.contains(name)
        && (name.equals(path)
            || (PARTS.containsKey(name)
                && isKnown(path.substring(name.length() + 1), PARTS.get(name))));
  }

  /** Whether a field is wanted, or anything below it. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** What is wanted of a part. */
  Fields below(String name) {
    return new Fields(
        paths.stream()
            .filter(path -> path.startsWith(name + "."))
            .map(path -> path.substring(name.length() + 1))
            .toList());
  }
}
