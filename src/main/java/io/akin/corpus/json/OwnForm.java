package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.json.PaperJson;

/** Akin's own form, in which exports are written; a malformed fact rejects the record. */
final class OwnForm implements RecordForm {

  @Override
  public boolean fits(JsonNode record) {
    return true;
  }

  @Override
  public ReadResult read(JsonNode record, Location location) {
    try {
      return new Read(PaperJson.read(record), location);
    } catch (IllegalArgumentException e) {
      return new Rejected(location, String.valueOf(e.getMessage()));
    }
  }
}
