package io.akin.corpus.jsonl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.json.PaperJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads one JSON object a line; blank lines are passed over. */
public final class JsonLinesReader implements CorpusReader {
  private static final int MAX_DEPTH = 50;

  private final ObjectMapper json =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  @Override
  public String format() {
    return "JSON Lines";
  }

  @Override
  public boolean recognises(Head head) {
    return head.text().stripLeading().startsWith("{");
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    LineReader lines = new LineReader(in);
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      Location location = new Location(file, next.get().number());
      switch (next.get()) {
        case Line.Unreadable line -> sink.accept(new Rejected(location, line.reason()));
        case Line.Text line when line.text().isBlank() -> {}
        case Line.Text line -> sink.accept(record(line.text(), location));
      }
    }
  }

  private ReadResult record(String line, Location location) {
    try {
      JsonNode node = json.readTree(line);
      return new Read(PaperJson.read(node), location);
    } catch (JacksonException e) {
      return new Rejected(location, "not JSON: " + firstLine(e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return new Rejected(location, String.valueOf(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
