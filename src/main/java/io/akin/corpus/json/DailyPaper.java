package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.paper.Link;
import org.jspecify.annotations.Nullable;

/**
 * A paper as the interface of Hugging Face gives it: by itself, or wrapped in an entry of the daily
 * listing, whose {@code publishedAt} is the day of the listing.
 */
final class DailyPaper implements RecordForm {

  @Override
  public boolean fits(JsonNode record) {
    return record.path("paper").isObject()
        || record.has("publishedAt")
        || record.has("submittedOnDailyAt");
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    boolean wrapped = record.path("paper").isObject();
    JsonNode paper = wrapped ? record.path("paper") : record;
    Draft draft = new Draft(either(paper, record, "title"));
    draft.arxivId(either(paper, record, "id"));
    draft.abstractText(either(paper, record, "summary"));
    for (JsonNode author : Lenient.elements(paper, "authors")) {
      draft.author(Lenient.text(author, "name"));
    }
    JsonNode organisation = eitherNode(paper, record, "organization");
    draft.organisation(Lenient.text(organisation, "name"), Lenient.text(organisation, "fullname"));
    draft.published(Lenient.text(paper, "publishedAt"));
    String listed = Lenient.text(paper, "submittedOnDailyAt");
    draft.featured(listed == null && wrapped ? Lenient.text(record, "publishedAt") : listed);
    draft.withdrawn(Lenient.text(paper, "withdrawnAt") != null);
    for (JsonNode keyword : eitherNode(paper, record, "ai_keywords")) {
      draft.keyword(Lenient.text(keyword));
    }
    draft.link(Link.Kind.CODE, either(paper, record, "githubRepo"));
    draft.link(Link.Kind.PROJECT, either(paper, record, "projectPage"));
    JsonNode upvotes = eitherNode(paper, record, "upvotes");
    if (upvotes.isIntegralNumber()) {
      draft.upvotes(upvotes.longValue());
    }
    JsonNode comments = eitherNode(record, paper, "numComments");
    if (comments.isIntegralNumber()) {
      draft.comments(comments.longValue());
    }
    return draft.at(location);
  }

  private static @Nullable String either(JsonNode one, JsonNode other, String key) {
    return Lenient.text(eitherNode(one, other, key));
  }

  private static JsonNode eitherNode(JsonNode one, JsonNode other, String key) {
    return one.hasNonNull(key) ? one.path(key) : other.path(key);
  }
}
