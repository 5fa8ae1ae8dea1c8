package io.akin.corpus.json;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON in every framing that its head tells: one object a line, where blank lines are passed
 * over; or a document, which is an array of records, an object that wraps one, one record, or
 * several of these behind each other. The form of a record is told record by record.
 */
public final class JsonReader implements CorpusReader {

  @Override
  public String format() {
    return "JSON";
  }

  @Override
  public boolean recognises(Head head) {
    String text = head.text().stripLeading();
    return text.startsWith("{") || (text.startsWith("[") && beginsRecords(text.substring(1)));
  }

  /** Not every bracket begins JSON: {@code [1] Kin, A.} is a reference in prose. */
  private static boolean beginsRecords(String array) {
    String first = array.stripLeading();
    return first.startsWith("{") || first.startsWith("]") || first.startsWith("null");
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    Framing.Framed framed = Framing.of(in);
    switch (framed.framing()) {
      case LINES -> new JsonLines(framed.in(), file, sink).read();
      case DOCUMENT -> new JsonDocument(framed.in(), file, sink).read();
    }
  }
}
