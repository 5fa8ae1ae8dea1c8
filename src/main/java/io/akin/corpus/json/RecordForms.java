package io.akin.corpus.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import java.util.List;

/** The forms of a record, and how the one of a record is found. */
final class RecordForms {
  /** The most telling first; the last takes every record, and says what is wrong with it. */
  private static final List<RecordForm> FORMS =
      List.of(
          new DailyPaper(),
          new ArxivSnapshot(),
          new SemanticScholarPaper(),
          new OpenAlexWork(),
          new CslItem(),
          new OwnForm());

  private RecordForms() {}

  /** What a record says. */
  static ReadResult read(RecordTree tree, Location location) {
    return tree.fault()
        .<ReadResult>map(fault -> new Rejected(location, fault))
        .orElseGet(() -> read(tree.record(), location));
  }

  private static ReadResult read(JsonNode record, Location location) {
    for (RecordForm form : FORMS) {
      if (form.fits(record)) {
        return form.read(record, location);
      }
    }
    throw new AssertionError("the last form takes every record");
  }

  /** A value that is no object, and so no record. */
  static Rejected rejectedAs(JsonToken value, Location location) {
    String kind =
        switch (value) {
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "text";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_TRUE, VALUE_FALSE -> "a truth value";
          default -> "null";
        };
    return new Rejected(location, "want a JSON object, got " + kind);
  }

  /** Why the parser could not go on, on one line. */
  static String reason(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
