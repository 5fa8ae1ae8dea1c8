package io.akin.corpus.listing;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.paper.Text;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a captured Daily Papers page.
 *
 * <p>Blocks are set apart by blank lines. After a heading, which ends with the day of the page,
 * each paper is a title, an abstract and, in one of the two layouts, a byline:
 *
 * <pre>
 *   • 6 authors          (or the organisation: its short name, then its name)
 * ·
 * May 10 1               (the date, without its year in the year of the capture; then comments)
 * </pre>
 */
public final class ListingReader implements CorpusReader {
  private static final Pattern HEADING =
      Pattern.compile("^by\\S.{0,80} and the research community\\s*$", Pattern.MULTILINE);

  private static final String DOT = "·";
  private static final Pattern AUTHORS = Pattern.compile("• (\\d{1,6}) authors?");
  private static final int MAX_HEADING_BLOCKS = 30;

  /** The longest title seen has 168 characters, the shortest abstract 1,361. */
  private static final int LONGEST_TITLE = 400;

  private final Optional<LocalDate> captured;

  /** Reads pages whose day of capture is unknown: dates printed without a year stay unknown. */
  public ListingReader() {
    this.captured = Optional.empty();
  }

  /**
   * Reads pages captured on the given day or before it. The day a page names in its heading is
   * taken as its last such day up to then, and dates of its papers as the last up to that.
   */
  public ListingReader(LocalDate captured) {
    this.captured = Optional.of(captured);
  }

  @Override
  public String format() {
    return "saved Daily Papers page";
  }

  @Override
  public boolean recognises(Head head) {
    return HEADING.matcher(head.text()).find();
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    Blocks blocks = new Blocks(in, file);
    Optional<LocalDate> pageDay = readHeading(blocks, file);
    for (Optional<Block> next = blocks.next(); next.isPresent(); next = blocks.next()) {
      sink.accept(entry(next.get(), blocks, file, pageDay));
    }
  }

  private Optional<LocalDate> readHeading(Blocks blocks, String file) throws IOException {
    for (int i = 0; i < MAX_HEADING_BLOCKS; i++) {
      Optional<Block> block = blocks.next();
      Optional<ListingDate> day = block.flatMap(b -> ListingDate.parse(b.text()));
      if (day.isPresent()) {
        return captured.map(day.get()::upTo);
      }
    }
    throw new CorpusException(
        file + " has no day in its heading, such as 'May 28'; not a saved listing page");
  }

  /** Reads the entry that starts with the given block, as far as its blocks belong together. */
  private ReadResult entry(Block first, Blocks blocks, String file, Optional<LocalDate> pageDay)
      throws IOException {
    Location location = new Location(file, first.line());
    if (isByline(first)) {
      return new Rejected(location, "byline without a title and an abstract before it");
    }
    if (first.text().length() > LONGEST_TITLE) {
      return new Rejected(location, "abstract without a title before it");
    }
    if (!abstractFollows(blocks)) {
      if (blocks.peek(0).filter(ListingReader::isByline).isPresent()) {
        var _ = blocks.next(); // it belongs to the title that is rejected
      }
      return new Rejected(location, "title without an abstract: " + first.text());
    }
    Paper.Builder paper =
        Paper.titled(first.text()).abstractText(blocks.next().orElseThrow().text());
    boolean dateUnknown = false;
    try {
      if (blocks.peek(0).filter(ListingReader::isByline).isPresent()) {
        dateUnknown = readByline(blocks.next().orElseThrow(), paper, pageDay);
      }
      return new Read(paper.build(), location, dateUnknown, List.of());
    } catch (IllegalArgumentException e) {
      return new Rejected(location, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether the next block is an abstract. A short text before a long one is not: it is the next
   * title, and the title before it has no abstract.
   */
  private static boolean abstractFollows(Blocks blocks) throws IOException {
    Optional<Block> next = blocks.peek(0).filter(block -> !isByline(block));
    return next.isPresent()
        && (next.get().text().length() > LONGEST_TITLE
            || blocks.peek(1).filter(ListingReader::isAbstract).isEmpty());
  }

  private static boolean isAbstract(Block block) {
    return !isByline(block) && block.text().length() > LONGEST_TITLE;
  }

  private static boolean isByline(Block block) {
    return block.lines().contains(DOT);
  }

  /** Adds a byline's facts to the paper; returns whether it has a date that cannot be told. */
  private static boolean readByline(
      Block byline, Paper.Builder paper, Optional<LocalDate> pageDay) {
    List<String> lines = byline.lines();
    int dot = lines.indexOf(DOT);
    String from = String.join(" ", lines.subList(0, dot));
    String when = String.join(" ", lines.subList(dot + 1, lines.size()));
    Matcher authors = AUTHORS.matcher(from);
    if (authors.matches()) {
      paper.authorCount(Integer.parseInt(authors.group(1)));
    } else {
      String[] slugAndName = from.split(" ", 2);
      paper.organisation(new Organisation(slugAndName[0], slugAndName[slugAndName.length - 1]));
    }
    ListingDate date =
        ListingDate.parse(when)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "byline has no date such as 'May 24, 2025': " + Text.shortened(when)));
    date.comments().ifPresent(paper::comments);
    Optional<LocalDate> day =
        date.year().isPresent() ? Optional.of(date.upTo(LocalDate.MAX)) : pageDay.map(date::upTo);
    day.map(PublicationDate::of).ifPresent(paper::published);
    return day.isEmpty();
  }
}
