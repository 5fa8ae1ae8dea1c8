package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;

/** One source's way to write a paper as a JSON object. Implementations have no state. */
interface RecordForm {

  /** Whether the object's keys show it to be of this form. */
  boolean fits(JsonNode record);

  /** The paper, or why it is none. */
  ReadResult read(JsonNode record, Location location);
}
