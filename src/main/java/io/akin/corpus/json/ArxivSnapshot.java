package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.Withdrawal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record of the snapshot of arXiv's metadata that Cornell University publishes. */
final class ArxivSnapshot implements RecordForm {
  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern BETWEEN_AUTHORS = Pattern.compile(",|;|\\sand\\s");
  private static final int MAX_DOIS = 10;
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** Records of which somebody has kept a few keys only are told by how categories are written. */
  @Override
  public boolean fits(JsonNode record) {
    return record.has("authors_parsed")
        || record.has("update_date")
        || record.has("submitter")
        || record.has("journal-ref")
        || record.path("versions").path(0).has("created")
        || (record.path("categories").isTextual() && record.has("abstract"));
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    String comments = Lenient.text(record, "comments");
    String abstractText = Lenient.text(record, "abstract");
    Draft draft = new Draft(Lenient.text(record, "title"));
    draft.arxivId(Lenient.text(record, "id"));
    draft.abstractText(abstractText);
    readDois(record, draft);
    readAuthors(record, draft);
    readVersions(record, draft);
    draft.withdrawn(Withdrawal.isNoticed(comments, orEmpty(abstractText)));
    draft.venue(Lenient.text(record, "journal-ref"));
    for (String category : orEmpty(Lenient.text(record, "categories")).split("\\s+", -1)) {
      draft.category(category);
    }
    return draft.at(location);
  }

  /** Some records have several, with a space between them. */
  private static void readDois(JsonNode record, Draft draft) {
    String dois = Lenient.text(record, "doi");
    if (dois != null) {
      for (String doi : dois.strip().split("[,;]?\\s+", MAX_DOIS)) {
        draft.doi(doi);
      }
    }
  }

  private static void readAuthors(JsonNode record, Draft draft) {
    JsonNode parsed = record.path("authors_parsed");
    if (parsed.isArray() && !parsed.isEmpty()) {
      for (JsonNode name : parsed) {
        draft.author(name(name));
      }
      return;
    }
    String names = IN_BRACKETS.matcher(orEmpty(Lenient.text(record, "authors"))).replaceAll(" ");
    for (String name : BETWEEN_AUTHORS.split(names, -1)) {
      draft.author(name);
    }
  }

  /** Of last name, first name and suffix. */
  private static String name(JsonNode parts) {
    StringBuilder name = new StringBuilder();
    for (int part : new int[] {1, 0, 2}) {
      String text = parts.path(part).asText("").strip();
      if (!text.isEmpty()) {
        name.append(name.isEmpty() ? "" : " ").append(text);
      }
    }
    return name.toString();
  }

  private static void readVersions(JsonNode record, Draft draft) {
    JsonNode versions = record.path("versions");
    if (!versions.isArray() || versions.isEmpty()) {
      draft.updated(Lenient.text(record, "update_date"));
      return;
    }
    JsonNode last = versions.path(versions.size() - 1);
    draft.published(isoDate(Lenient.text(versions.path(0), "created")));
    draft.updated(isoDate(Lenient.text(last, "created")));
    draft.version(versionNumber(orEmpty(Lenient.text(last, "version"))));
  }

  /** The number in {@code v2}; 0 for any other text. */
  private static int versionNumber(String text) {
    int number = 0;
    for (int i = 1; i < text.length() && text.length() < 7; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return 0;
      }
      number = 10 * number + digit;
    }
    return text.startsWith("v") ? number : 0;
  }

  /** The day of {@code Mon, 2 Apr 2007 19:18:42 GMT}; any other text as it is. */
  private static @Nullable String isoDate(@Nullable String text) {
    String[] words = orEmpty(text).strip().split(" ", 5);
    int month = words.length < 4 ? 0 : 1 + MONTHS.indexOf(words[2]);
    return month == 0
        ? text
        : words[3]
            + (month < 10 ? "-0" : "-")
            + month
            + (words[1].length() < 2 ? "-0" : "-")
            + words[1];
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
