package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.paper.Link;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An item of CSL-JSON, which Zotero, Mendeley and pandoc write, and Crossref nearly.
 *
 * @see <a
 *     href="https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables">the
 *     variables of CSL</a>
 */
final class CslItem implements RecordForm {
  private static final Pattern ARXIV =
      Pattern.compile("arxiv:\\s*([^\\s,;\\[\\]]+)", Pattern.CASE_INSENSITIVE);

  @Override
  public boolean fits(JsonNode record) {
    return record.has("container-title")
        || record.has("issued")
        || record.has("DOI")
        || (record.has("type") && record.path("author").isArray());
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    Draft draft = new Draft(Lenient.text(record, "title"));
    readIds(record, draft);
    draft.abstractText(Lenient.text(record, "abstract"));
    for (JsonNode author : Lenient.elements(record, "author")) {
      draft.author(name(author));
    }
    draft.language(Lenient.text(record, "language"));
    draft.published(date(record.path("issued")));
    draft.venue(Lenient.text(record, "container-title"));
    String keywords = Lenient.text(record, "keyword");
    if (keywords != null) {
      for (String keyword : keywords.split("[,;]", -1)) {
        draft.keyword(keyword);
      }
    }
    draft.link(Link.Kind.PAGE, Lenient.text(record, "URL"));
    return draft.at(location);
  }

  /** Programs put an arXiv number where they find room for it. */
  private static void readIds(JsonNode record, Draft draft) {
    draft.doi(Lenient.text(record, "DOI"));
    draft.sourceId("pmid", Lenient.text(record, "PMID"));
    draft.sourceId("pmcid", Lenient.text(record, "PMCID"));
    String place = Lenient.text(record, "archive_location");
    if (place != null && "arxiv".equalsIgnoreCase(Lenient.text(record, "archive"))) {
      draft.arxivId(place);
    }
    for (String key : new String[] {"number", "archive", "archive_location", "note"}) {
      String text = Lenient.text(record, key);
      if (text != null) {
        Matcher number = ARXIV.matcher(text);
        if (number.find()) {
          draft.arxivId(number.group(1));
        }
      }
    }
    String address = Lenient.text(record, "URL");
    if (address != null && address.toLowerCase(Locale.ROOT).contains("arxiv.org/abs/")) {
      draft.arxivId(address);
    }
  }

  private static String name(JsonNode author) {
    if (author.isTextual()) {
      return author.textValue();
    }
    String whole = Lenient.firstText(author, "literal", "name");
    if (whole != null) {
      return whole;
    }
    StringBuilder name = new StringBuilder();
    for (String part :
        new String[] {"given", "dropping-particle", "non-dropping-particle", "family", "suffix"}) {
      String text = Lenient.firstText(author, part);
      if (text != null) {
        name.append(name.isEmpty() ? "" : " ").append(text.strip());
      }
    }
    return name.toString();
  }

  /** As precise as its parts; a date in words is taken where it is of the usual form. */
  private static @Nullable String date(JsonNode issued) {
    JsonNode parts = issued.path("date-parts").path(0);
    StringBuilder date = new StringBuilder();
    for (JsonNode part : parts) {
      String digits = part.asText("").strip();
      if (digits.isEmpty() || date.length() > 9) {
        break;
      }
      date.append(date.isEmpty() ? "" : "-").append(digits.length() == 1 ? "0" : "").append(digits);
    }
    if (!date.isEmpty()) {
      return date.toString();
    }
    return issued.isObject() ? Lenient.firstText(issued, "raw", "literal") : Lenient.text(issued);
  }
}
