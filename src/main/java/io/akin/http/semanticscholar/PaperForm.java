package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embedding.Embedding;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A paper as clients expect one. What Akin does not know is null or empty, and the counts of
 * citations, of which it knows none, are 0. Thread-safe.
 */
final class PaperForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Why a paper is in a list, and how much: written by those who have the list. */
  static final String SCORE = "score";

  static final String WHY = "why";

  private static final String EMBEDDING = "embedding";

  /** What ArXiv's papers without a venue have for one. */
  static final String ARXIV = "arXiv";

  private static final SequencedMap<String, BiFunction<Paper, Fields, JsonNode>> VALUES = values();

  private final PaperIndex index;

  PaperForm(PaperIndex index) {
    this.index = index;
  }

  static Set<String> names() {
    return Set.copyOf(VALUES.keySet());
  }

  private static SequencedMap<String, BiFunction<Paper, Fields, JsonNode>> values() {
    SequencedMap<String, BiFunction<Paper, Fields, JsonNode>> values = new LinkedHashMap<>();
    values.put("paperId", (paper, _) -> JSON.textNode(Identifiers.paperId(paper)));
    values.put("corpusId", (paper, _) -> JSON.numberNode(Identifiers.corpusId(paper)));
    values.put("externalIds", (paper, _) -> externalIds(paper));
    values.put("url", (paper, _) -> text(page(paper)));
    values.put("title", (paper, _) -> JSON.textNode(paper.title()));
    values.put(
        "abstract",
        (paper, _) -> text(Optional.of(paper.abstractText()).filter(text -> !text.isEmpty())));
    values.put("venue", (paper, _) -> JSON.textNode(venue(paper)));
    values.put("publicationVenue", (_, _) -> JSON.nullNode());
    values.put(
        "year",
        (paper, _) ->
            paper
                .published()
                .<JsonNode>map(date -> JSON.numberNode(date.year()))
                .orElseGet(JSON::nullNode));
    values.put(
        "publicationDate",
        (paper, _) ->
            text(paper.published().filter(date -> date.day() > 0).map(PublicationDate::toString)));
    values.put("authors", PaperForm::authors);
    values.put("citationCount", (_, _) -> JSON.numberNode(0));
    values.put("referenceCount", (_, _) -> JSON.numberNode(0));
    values.put("influentialCitationCount", (_, _) -> JSON.numberNode(0));
    values.put("isOpenAccess", (paper, _) -> JSON.booleanNode(pdf(paper).isPresent()));
    values.put("openAccessPdf", (paper, _) -> openAccessPdf(paper));
    values.put("fieldsOfStudy", (paper, _) -> fieldsOfStudy(paper));
    values.put("s2FieldsOfStudy", (paper, _) -> s2FieldsOfStudy(paper));
    values.put("publicationTypes", (_, _) -> JSON.nullNode());
    values.put("journal", (_, _) -> JSON.nullNode());
    values.put("citationStyles", (_, _) -> JSON.nullNode());
    values.put("citations", (_, _) -> JSON.arrayNode());
    values.put("references", (_, _) -> JSON.arrayNode());
    values.put("tldr", (_, _) -> JSON.nullNode());
    values.put(
        "textAvailability",
        (paper, _) -> JSON.textNode(paper.abstractText().isEmpty() ? "none" : "abstract"));
    values.put(EMBEDDING, (_, _) -> JSON.nullNode());
    values.put(SCORE, (_, _) -> JSON.nullNode());
    values.put(WHY, (_, _) -> JSON.nullNode());
    return values;
  }

  /** The fields that are wanted of the paper; those of lists alone are null. */
  ObjectNode write(Paper paper, Fields fields) throws IOException {
    ObjectNode node = JSON.objectNode();
    node.put("paperId", Identifiers.paperId(paper));
    VALUES.forEach(
        (name, value) -> {
          if (fields.has(name)) {
            node.set(name, value.apply(paper, fields));
          }
        });
    if (fields.has(EMBEDDING)) {
      Optional<Embedding> embedding = index.find(paper.id()).map(IndexedPaper::embedding);
      if (embedding.isPresent()) {
        ArrayNode vector =
            node.putObject(EMBEDDING)
                .put("model", index.manifest().space().model())
                .putArray("vector");
        for (float component : embedding.get().toArray()) {
          vector.add(component);
        }
      }
    }
    return node;
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(JSON::textNode).orElseGet(JSON::nullNode);
  }

  private static JsonNode externalIds(Paper paper) {
    ObjectNode ids = JSON.objectNode();
    for (PaperId id : paper.ids()) {
      String name =
          switch (id.scheme()) {
            case "arxiv" -> "ArXiv";
            case "doi" -> "DOI";
            case "acl" -> "ACL";
            case "pmid" -> "PubMed";
            case "pmcid" -> "PubMedCentral";
            case "mag" -> "MAG";
            case "dblp" -> "DBLP";
            default -> "";
          };
      if (!name.isEmpty() && !ids.has(name)) {
        ids.put(name, id.value());
      }
    }
    if (ids.has("ArXiv") && !ids.has("DOI")) {
      ids.put("DOI", "10.48550/arXiv." + ids.get("ArXiv").textValue()); // every one has this too
    }
    return ids.put("CorpusId", Identifiers.corpusId(paper));
  }

  private static <T extends PaperId> Optional<String> first(Paper paper, Class<T> kind) {
    return paper.ids().stream().filter(kind::isInstance).map(PaperId::value).findFirst();
  }

  private static Optional<String> page(Paper paper) {
    return paper.links().stream()
        .filter(link -> link.kind() == Link.Kind.PAGE)
        .map(Link::url)
        .findFirst()
        .or(() -> first(paper, ArxivId.class).map("https://arxiv.org/abs/"::concat))
        .or(() -> first(paper, Doi.class).map("https://doi.org/"::concat));
  }

  private static String venue(Paper paper) {
    return paper.venue().orElseGet(() -> first(paper, ArxivId.class).map(_ -> ARXIV).orElse(""));
  }

  /** Where the paper is to be had for nothing. */
  private static Optional<String> pdf(Paper paper) {
    return first(paper, ArxivId.class)
        .map("https://arxiv.org/pdf/"::concat)
        .or(
            () ->
                Identifiers.own(paper, "acl")
                    .map(id -> "https://aclanthology.org/%s.pdf".formatted(id)));
  }

  private static JsonNode openAccessPdf(Paper paper) {
    return pdf(paper)
        .<JsonNode>map(url -> JSON.objectNode().put("url", url).put("status", "GREEN"))
        .orElseGet(JSON::nullNode);
  }

  private static JsonNode authors(Paper paper, Fields fields) {
    Fields wanted = fields.below("authors");
    ArrayNode authors = JSON.arrayNode();
    for (Author author : paper.authors()) {
      authors.add(AuthorForm.write(author, wanted));
    }
    return authors;
  }

  private static JsonNode fieldsOfStudy(Paper paper) {
    List<String> fields = FieldsOfStudy.of(paper);
    if (fields.isEmpty()) {
      return JSON.nullNode();
    }
    ArrayNode names = JSON.arrayNode();
    fields.forEach(names::add);
    return names;
  }

  private static JsonNode s2FieldsOfStudy(Paper paper) {
    ArrayNode fields = JSON.arrayNode();
    for (String field : FieldsOfStudy.of(paper)) {
      fields.addObject().put("category", field).put("source", "external");
    }
    return fields;
  }
}
