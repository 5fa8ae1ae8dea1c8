package io.akin.corpus.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.akin.corpus.CorpusReader.Sink;
import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One record a line; a line that is none is rejected, and the next is read. Not thread-safe. */
final class JsonLines {
  private final LineReader lines;
  private final String file;
  private final Sink sink;

  /** Lines are decoded, and their length is bounded, before they come to the parser. */
  private final Utf8Reader undamaged = new Utf8Reader(InputStream.nullInputStream());

  JsonLines(InputStream in, String file, Sink sink) {
    this.lines = new LineReader(in);
    this.file = file;
    this.sink = sink;
  }

  void read() throws IOException {
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      Location location = new Location(file, next.get().number());
      switch (next.get()) {
        case Line.Unreadable line -> sink.accept(new Rejected(location, line.reason()));
        case Line.Text line when line.text().isBlank() -> {}
        case Line.Text line -> sink.accept(record(line.text(), location));
      }
    }
  }

  private ReadResult record(String line, Location location) throws IOException {
    try (JsonParser json = RecordTree.PARSERS.createParser(line)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return RecordForms.rejectedAs(first, location);
      }
      RecordTree tree = new RecordTree(json, undamaged).readToEnd();
      return json.nextToken() == null
          ? RecordForms.read(tree, location)
          : new Rejected(location, "not JSON: a second value on the line");
    } catch (JacksonException e) {
      return new Rejected(location, "not JSON: " + RecordForms.reason(e));
    }
  }
}
