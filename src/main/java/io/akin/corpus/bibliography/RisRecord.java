package io.akin.corpus.bibliography;

import io.akin.corpus.LineReader;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Doi;
import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One record of RIS while it is read, and the facts that its tags state. Not thread-safe. */
final class RisRecord {
  private static final int MAX_LENGTH = LineReader.MAX_LINE_BYTES;

  private static final List<String> VENUES =
      List.of("JF", "JO", "T2", "BT", "JA", "J2", "J1", "PB");

  /** Tags that may be nothing but an arXiv number. */
  private static final List<String> PREPRINTS = List.of("AN", "M1", "M3", "ID", "C7");

  private static final Pattern BETWEEN_KEYWORDS = Pattern.compile("[;\\n]");

  private final Location location;
  private final Map<String, List<String>> values = new HashMap<>();
  private List<String> last = new ArrayList<>();
  private long length;
  private Optional<String> spoiled;

  /**
   * Starts a record.
   *
   * @param typed whether it starts with its type, as it must
   */
  RisRecord(Location location, boolean typed) {
    this.location = location;
    this.spoiled = typed ? Optional.empty() : Optional.of("record does not start with a TY line");
  }

  /** Adds the value of a tag. */
  void add(String tag, String value) {
    if (fits(value)) {
      last = values.computeIfAbsent(tag, _ -> new ArrayList<>());
      last.add(value);
    }
  }

  /** Adds a line to the value added last. */
  void goOn(String line) {
    if (!line.isEmpty() && fits(line)) {
      // A list of lines, joined when asked for: joining at once costs the square of their number.
      last.add("\n" + line);
    }
  }

  /** Takes note of what makes the record unreadable. */
  void spoil(String reason) {
    spoiled = Optional.of(reason);
  }

  private boolean fits(String more) {
    boolean fitted = length <= MAX_LENGTH;
    length += more.length() + 1;
    boolean fits = length <= MAX_LENGTH;
    if (fitted && !fits) {
      values.clear();
      spoil(String.format(Locale.ROOT, "record has more than %,d characters", MAX_LENGTH));
    }
    return fits;
  }

  /** The paper, or why it is none. */
  ReadResult result() {
    if (spoiled.isPresent()) {
      return new Rejected(location, spoiled.get());
    }
    Reference paper = new Reference(first("T1", "TI", "CT", "BT"), first("AB", "N2"));
    Stream.of("AU", "A1", "A2")
        .map(this::all)
        .filter(names -> !names.isEmpty())
        .findFirst()
        .ifPresent(names -> names.forEach(name -> author(paper, name)));
    paper.draft().language(first("LA"));
    date(paper);
    all("DO").forEach(paper::doi);
    PREPRINTS.forEach(tag -> all(tag).forEach(paper::preprint));
    if (all("DO").isEmpty()) {
      all("M3").stream()
          .filter(text -> PaperId.parse(text).filter(Doi.class::isInstance).isPresent())
          .forEach(paper::doi);
    }
    all("UR").forEach(paper::addresses);
    Stream.of("L1", "L2", "LK")
        .flatMap(tag -> all(tag).stream())
        .filter(text -> text.startsWith("http")) // else a path on the exporter's machine
        .forEach(paper::addresses);
    List<@Nullable String> venues = new ArrayList<>();
    boolean ofBook = first("T1", "TI", "CT") != null;
    VENUES.stream()
        .filter(tag -> ofBook || !tag.equals("BT"))
        .map(this::first)
        .forEach(venues::add);
    paper.venue(venues);
    keywords(paper);
    return paper.at(location);
  }

  private static void author(Reference paper, String name) {
    if (!name.toLowerCase(Locale.ROOT).startsWith("et al")) {
      paper.author(Arrays.asList(name.split(",", -1)));
    }
  }

  /** The most precise of the dates; a {@code DA} may lack the year. */
  private void date(Reference paper) {
    List<String> texts = Stream.of("PY", "Y1", "DA").map(tag -> or(first(tag), "")).toList();
    List<PartialDate> dates = new ArrayList<>();
    texts.forEach(text -> PartialDate.parse(text).ifPresent(dates::add));
    String year = texts.get(0).isBlank() ? texts.get(1) : texts.get(0);
    PartialDate.of(year, texts.get(2), "").ifPresent(dates::add);
    String text = texts.stream().filter(t -> !t.isBlank()).findFirst().orElse("");
    paper.published(dates.stream().max(Comparator.comparingInt(PartialDate::precision)), text);
  }

  /** One keyword a line, or several between semicolons; in a lone line commas part them as well. */
  private void keywords(Reference paper) {
    List<String> words = all("KW").stream().flatMap(BETWEEN_KEYWORDS::splitAsStream).toList();
    (words.size() == 1 ? Arrays.asList(words.getFirst().split(",")) : words)
        .forEach(word -> paper.draft().keyword(word));
  }

  /** The first value of the tags in turn that is not blank. */
  private @Nullable String first(String... tags) {
    return Arrays.stream(tags).flatMap(tag -> all(tag).stream()).findFirst().orElse(null);
  }

  /** A tag's values, none blank, each with its further lines. */
  private List<String> all(String tag) {
    List<StringBuilder> texts = new ArrayList<>();
    for (String part : values.getOrDefault(tag, List.of())) {
      if (part.startsWith("\n") && !texts.isEmpty()) {
        texts.getLast().append(part);
      } else {
        texts.add(new StringBuilder(part));
      }
    }
    return texts.stream().map(StringBuilder::toString).filter(text -> !text.isBlank()).toList();
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
