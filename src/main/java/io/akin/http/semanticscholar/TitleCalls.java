package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.Words;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls that look for papers by their titles. Thread-safe. */
final class TitleCalls {
  private static final int SUGGESTIONS = 10;

  /** Titles that are looked through for one that passes the filter. */
  private static final int CHOICE = 50;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PaperIndex index;
  private final PaperForm form;

  TitleCalls(PaperIndex index, PaperForm form) {
    this.index = index;
    this.form = form;
  }

  /**
   * The paper whose title is most like the query. Its {@code matchScore} is the share of words that
   * the two have in common, 1 for the title itself.
   */
  void match(Context context) throws IOException {
    Fields fields = Fields.ofPapers(context);
    String query = Parameters.query(context);
    PaperFilter filter = SearchFilter.of(context);
    Optional<Paper> found =
        index.find(LocalId.ofTitle(query)).map(IndexedPaper::paper).filter(filter::matches);
    if (found.isEmpty()) {
      found = index.titled(query, CHOICE).stream().filter(filter::matches).findFirst();
    }
    Paper paper =
        found.orElseThrow(
            () ->
                new ProblemException(
                    new Problem(Problem.Type.UNKNOWN_PAPER, "Title match not found")));
    ObjectNode node = JSON.objectNode();
    node.putArray("data")
        .add(form.write(paper, fields).put("matchScore", shared(query, paper.title())));
    Parameters.send(context, node);
  }

  /** Words that both have, twice, among the words of both. */
  private static double shared(String query, String title) {
    Set<String> asked = Set.copyOf(List.of(Words.normalised(query).split(" ", -1)));
    Set<String> had = Set.copyOf(List.of(Words.normalised(title).split(" ", -1)));
    Set<String> both = new HashSet<>(asked);
    both.retainAll(had);
    return 2.0 * both.size() / (asked.size() + had.size());
  }

  /** Titles that may be meant. */
  void autocomplete(Context context) throws IOException {
    ArrayNode matches = JSON.arrayNode();
    for (Paper paper : index.titled(Parameters.query(context), SUGGESTIONS)) {
      matches
          .addObject()
          .put("id", Identifiers.paperId(paper))
          .put("title", paper.title())
          .put("authorsYear", authorsAndYear(paper));
    }
    ObjectNode node = JSON.objectNode();
    node.set("matches", matches);
    Parameters.send(context, node);
  }

  /** As a citation in a text has it: {@code Vaswani et al., 2017}. */
  private static String authorsAndYear(Paper paper) {
    List<String> names =
        paper.authors().stream()
            .map(author -> author.name().substring(author.name().lastIndexOf(' ') + 1))
            .toList();
    String authors =
        switch (names.size()) {
          case 0 -> "";
          case 1 -> names.getFirst();
          case 2 -> names.getFirst() + " & " + names.getLast();
          default -> names.getFirst() + " et al.";
        };
    String year = paper.published().map(date -> Integer.toString(date.year())).orElse("");
    return authors + (authors.isEmpty() || year.isEmpty() ? "" : ", ") + year;
  }
}
