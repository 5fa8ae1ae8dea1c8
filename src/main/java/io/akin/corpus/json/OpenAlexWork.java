package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.paper.Link;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A work as OpenAlex gives it, in its interface and its snapshot alike. */
final class OpenAlexWork implements RecordForm {
  private static final String SITE = "openalex.org/";

  @Override
  public boolean fits(JsonNode record) {
    return record.has("abstract_inverted_index")
        || record.has("authorships")
        || record.path("id").asText("").contains(SITE);
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    Draft draft = new Draft(Lenient.firstText(record, "title", "display_name"));
    readIds(record, draft);
    draft.abstractText(InvertedIndex.text(record.path("abstract_inverted_index")));
    for (JsonNode authorship : Lenient.elements(record, "authorships")) {
      String name = Lenient.firstText(authorship.path("author"), "display_name");
      draft.author(name == null ? Lenient.text(authorship, "raw_author_name") : name);
    }
    draft.language(Lenient.text(record, "language"));
    JsonNode count = record.path("authors_count");
    draft.authorCount(count.isInt() ? count.intValue() : 0);
    draft.published(Lenient.firstText(record, "publication_date", "publication_year"));
    draft.withdrawn(record.path("is_retracted").asBoolean(false));
    JsonNode place = record.path("primary_location");
    String venue = Lenient.text(place.path("source"), "display_name");
    draft.venue(venue == null ? Lenient.text(record.path("host_venue"), "display_name") : venue);
    draft.link(Link.Kind.PAGE, Lenient.text(place, "landing_page_url"));
    readSubjects(record, draft);
    return draft.at(location);
  }

  private static void readIds(JsonNode record, Draft draft) {
    JsonNode ids = record.path("ids");
    draft.sourceId("openalex", lastPart(Lenient.firstText(record, "id")));
    String doi = Lenient.firstText(record, "doi");
    draft.doi(doi == null ? Lenient.text(ids, "doi") : doi);
    draft.sourceId("mag", Lenient.text(ids, "mag"));
    draft.sourceId("pmid", lastPart(Lenient.text(ids, "pmid")));
    draft.sourceId("pmcid", lastPart(Lenient.text(ids, "pmcid")));
    readArxivAddress(record.path("primary_location"), draft);
    for (JsonNode place : Lenient.elements(record, "locations")) {
      readArxivAddress(place, draft);
    }
  }

  private static void readArxivAddress(JsonNode place, Draft draft) {
    String address = Lenient.text(place, "landing_page_url");
    if (address != null && address.toLowerCase(Locale.ROOT).contains("arxiv.org/abs/")) {
      draft.arxivId(address);
    }
  }

  /** The identifier at the end of an address. */
  private static @Nullable String lastPart(@Nullable String address) {
    return address == null ? null : address.substring(address.lastIndexOf('/') + 1);
  }

  /** Topics took the place of concepts. */
  private static void readSubjects(JsonNode record, Draft draft) {
    for (JsonNode keyword : Lenient.elements(record, "keywords")) {
      draft.keyword(Lenient.firstText(keyword, "display_name", "keyword"));
    }
    draft.category(Lenient.text(record.path("primary_topic").path("field"), "display_name"));
    draft.category(Lenient.text(record.path("primary_topic"), "display_name"));
    boolean topics = !record.path("topics").isEmpty();
    for (JsonNode subject : Lenient.elements(record, topics ? "topics" : "concepts")) {
      draft.category(Lenient.text(subject, "display_name"));
    }
  }
}
