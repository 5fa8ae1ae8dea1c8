package io.akin.corpus.bibliography;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import io.akin.corpus.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads RIS. A record goes from its {@code TY} to its {@code ER} or, where that is missing, to the
 * next {@code TY}; a line without a tag goes on with the line before it. Lines outside of records
 * are passed over, unless they have tags: then a record lacks its {@code TY}.
 *
 * <p>A tag a line is all there is to the format. The library for it on Maven Central, citeproc-java
 * 3.5.2, takes a file into memory, gives it up at the first line without a tag, and brings 1.7 MB.
 */
public final class RisReader implements CorpusReader {
  private static final String START = "TY";
  private static final String END = "ER";

  /** Two letters, two spaces and a hyphen, as the format has it. */
  private static final Pattern STRICT =
      Pattern.compile("[ \\t]*([A-Z][A-Z0-9])  -(?:[ \\t](.*))?", Pattern.DOTALL);

  /** As some exporters write it; for known tags only, since a text may go on with such a line. */
  private static final Pattern LOOSE =
      Pattern.compile(
          "[ \\t]*([A-Z][A-Z0-9])(?:[ \\t]{1,4}-(?:[ \\t]+(.*))?|  -(\\S.*))", Pattern.DOTALL);

  private static final Set<String> KNOWN =
      Set.of(
          START, "A1", "A2", "A3", "A4", "AB", "AD", "AN", "AU", "BT", "CT", "CY", "DA", "DB", "DO",
          "DP", "EP", "ET", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "KW", "L1", "L2", "L3", "L4",
          "LA", "LK", "M1", "M2", "M3", "N1", "N2", "PB", "PY", "SN", "SP", "ST", "T1", "T2", "T3",
          "TI", "UR", "VL", "Y1", "Y2", END);

  private static final Pattern FIRST_LINE =
      Pattern.compile("(?m)^[ \\t]*TY[ \\t]{1,4}-[ \\t]*[A-Za-z0-9]{1,10}[ \\t]*\\r?$");

  @Override
  public String format() {
    return "RIS";
  }

  @Override
  public boolean recognises(Head head) {
    return FIRST_LINE.matcher(head.text()).find() || (head.isNamed(".ris") && head.isText());
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    LineReader lines = new LineReader(in);
    @Nullable RisRecord record = null;
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      Location location = new Location(file, next.get().number());
      Optional<Field> field = field(next.get());
      String tag = field.map(Field::tag).orElse("");
      if (record != null && (tag.equals(START) || tag.equals(END))) {
        sink.accept(record.result());
        record = null;
      }
      if (record == null && field.isPresent() && !tag.equals(END)) {
        record = new RisRecord(location, tag.equals(START));
      }
      if (record != null) {
        switch (next.get()) {
          case Line.Unreadable line -> record.spoil(Reference.reason(line));
          case Line.Text _ when field.isPresent() -> record.add(tag, field.get().value());
          case Line.Text line -> record.goOn(line.text().strip());
        }
      }
    }
    if (record != null) {
      sink.accept(record.result());
    }
  }

  private record Field(String tag, String value) {}

  private static Optional<Field> field(Line line) {
    if (!(line instanceof Line.Text text)) {
      return Optional.empty();
    }
    Matcher strict = STRICT.matcher(text.text());
    if (strict.matches()) {
      return Optional.of(field(strict.group(1), strict.group(2)));
    }
    Matcher loose = LOOSE.matcher(text.text());
    return loose.matches() && KNOWN.contains(loose.group(1))
        ? Optional.of(
            field(loose.group(1), loose.group(2) == null ? loose.group(3) : loose.group(2)))
        : Optional.empty();
  }

  private static Field field(String tag, @Nullable String value) {
    return new Field(tag, value == null ? "" : value.strip());
  }
}
