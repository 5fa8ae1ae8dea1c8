package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Link;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A paper of Semantic Scholar: as the interfaces give it, where it may stand inside a citation, or
 * as a line of the data sets, whose keys are in lower case.
 */
final class SemanticScholarPaper implements RecordForm {
  /** Kinds of identifiers by the scheme they have in Akin. */
  private static final Map<String, String> SCHEMES =
      Map.of(
          "acl", "acl", "pubmed", "pmid", "pubmedcentral", "pmcid", "mag", "mag", "dblp", "dblp");

  @Override
  public boolean fits(JsonNode record) {
    return record.has("paperId")
        || record.has("corpusid")
        || record.has("corpusId")
        || record.has("externalIds")
        || record.has("externalids")
        || !cited(record).isMissingNode();
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    JsonNode paper = cited(record).isObject() ? cited(record) : record;
    if (paper.has("openaccessinfo") && !paper.has("title")) {
      return new Rejected(
          location,
          "no title: this is a line of Semantic Scholar's data set of abstracts, which holds no"
              + " titles; add the data set of papers");
    }
    Draft draft = new Draft(Lenient.text(paper, "title"));
    readIds(paper, draft);
    String summary = Lenient.text(paper.path("tldr"), "text");
    String abstractText = Lenient.firstText(paper, "abstract");
    draft.abstractText(abstractText == null ? summary : abstractText);
    for (JsonNode author : Lenient.elements(paper, "authors")) {
      draft.author(Lenient.text(author, "name"));
    }
    draft.published(Lenient.firstText(paper, "publicationDate", "publicationdate", "year"));
    draft.venue(venue(paper));
    for (JsonNode field : Lenient.elements(paper, "fieldsOfStudy")) {
      draft.category(Lenient.text(field));
    }
    for (String key : List.of("s2FieldsOfStudy", "s2fieldsofstudy")) {
      for (JsonNode field : Lenient.elements(paper, key)) {
        draft.category(Lenient.text(field, "category"));
      }
    }
    String page = Lenient.firstText(paper, "url");
    draft.link(
        Link.Kind.PAGE, page == null ? Lenient.text(paper.path("openAccessPdf"), "url") : page);
    return draft.at(location);
  }

  private static JsonNode cited(JsonNode record) {
    return record.has("citingPaper") ? record.path("citingPaper") : record.path("citedPaper");
  }

  private static void readIds(JsonNode paper, Draft draft) {
    draft.sourceId("s2", Lenient.text(paper, "paperId"));
    draft.sourceId("corpusid", Lenient.firstText(paper, "corpusId", "corpusid"));
    JsonNode ids = paper.has("externalIds") ? paper.path("externalIds") : paper.path("externalids");
    ids.forEachEntry(
        (key, value) -> {
          String id = Lenient.text(value);
          switch (key.toLowerCase(Locale.ROOT)) {
            case "arxiv" -> draft.arxivId(id);
            case "doi" -> draft.doi(id);
            case "corpusid" -> draft.sourceId("corpusid", id);
            case String kind when SCHEMES.containsKey(kind) ->
                draft.sourceId(SCHEMES.get(kind), id);
            default -> {} // kinds that are yet to come
          }
        });
  }

  private static @Nullable String venue(JsonNode paper) {
    String venue = Lenient.firstText(paper, "venue");
    if (venue == null) {
      venue = Lenient.firstText(paper.path("publicationVenue"), "name");
    }
    return venue == null ? Lenient.text(paper.path("journal"), "name") : venue;
  }
}
