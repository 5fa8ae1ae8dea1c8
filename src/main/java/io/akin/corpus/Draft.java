package io.akin.corpus;

import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Author;
import io.akin.paper.Language;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import io.akin.paper.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record of someone else's format on its way to a paper. Facts that are absent or blank are
 * passed over. Facts that cannot be understood, such as a DOI that is none, are left out of the
 * paper and named in the result; only a record without a title, or with a text beyond its limit, is
 * rejected. Not thread-safe.
 */
public final class Draft {
  private final Paper.Builder paper;
  private final List<Author> authors = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /** Starts a paper. */
  public Draft(@Nullable String title) {
    this.paper = Paper.titled(title == null ? "" : title);
  }

  public Draft abstractText(@Nullable String text) {
    with(text, paper::abstractText);
    return this;
  }

  /** The language of title and abstract, in any form that {@link Language#parse} reads. */
  public Draft language(@Nullable String name) {
    with(
        name,
        text ->
            Language.parse(text)
                .ifPresentOrElse(paper::language, () -> leaveOut("language", text)));
    return this;
  }

  /** Adds an arXiv number, with or without {@code arXiv:} before it and a version behind. */
  public Draft arxivId(@Nullable String id) {
    with(id, text -> addId("arXiv number", "arxiv", text));
    return this;
  }

  /**
   * Adds a DOI, bare, with {@code doi:} before it, or as an address. One that arXiv gave out is
   * added as the arXiv number in it.
   */
  public Draft doi(@Nullable String doi) {
    with(doi, text -> addId("DOI", isOfArxiv(text) ? "arxiv" : "doi", text));
    return this;
  }

  private static boolean isOfArxiv(String doi) {
    return doi.toLowerCase(Locale.ROOT).contains("10.48550/arxiv.");
  }

  /** Adds an identifier in any form that {@link PaperId#parse} reads. */
  public Draft id(@Nullable String id) {
    with(
        id,
        text ->
            PaperId.parse(text)
                .ifPresentOrElse(
                    parsed -> paper.ids(List.of(parsed)), () -> leaveOut("identifier", text)));
    return this;
  }

  /** Adds an identifier of a source's own; see {@link SourceId}. */
  public Draft sourceId(String scheme, @Nullable String value) {
    with(
        value,
        text ->
            attempt(
                "identifier of " + scheme,
                text,
                () -> new SourceId(scheme, text),
                id -> paper.ids(List.of(id))));
    return this;
  }

  private void addId(String what, String scheme, String text) {
    Optional<PaperId> id =
        PaperId.parse(text)
            .or(() -> PaperId.parse(scheme + ":" + text))
            .filter(parsed -> parsed.scheme().equals(scheme));
    id.ifPresentOrElse(parsed -> paper.ids(List.of(parsed)), () -> leaveOut(what, text));
  }

  /** Adds the next author. */
  public Draft author(@Nullable String name) {
    with(name, text -> attempt("author", text, () -> new Author(text), authors::add));
    return this;
  }

  /** How many authors there are, when not all are named. */
  public Draft authorCount(int count) {
    paper.authorCount(Math.max(0, count));
    return this;
  }

  /**
   * The organisation the paper comes from.
   *
   * @param slug its short name; its name stands in for it
   */
  public Draft organisation(@Nullable String slug, @Nullable String name) {
    String known = name == null || name.isBlank() ? slug : name;
    String shortName = slug == null || slug.isBlank() ? name : slug;
    if (shortName != null) {
      with(
          known,
          text ->
              attempt(
                  "organisation",
                  text,
                  () -> new Organisation(shortName, text),
                  paper::organisation));
    }
    return this;
  }

  /** The first date: a year, a month, a day, or a day with a time behind it. */
  public Draft published(@Nullable String date) {
    with(date, text -> attempt("date", text, () -> date(text), paper::published));
    return this;
  }

  /** The date of the last version or change of the text. */
  public Draft updated(@Nullable String date) {
    with(date, text -> attempt("date", text, () -> date(text), paper::updated));
    return this;
  }

  /** The day a daily listing showed it. */
  public Draft featured(@Nullable String date) {
    with(date, text -> attempt("date", text, () -> date(text), paper::featured));
    return this;
  }

  /** Drops the time behind a day, {@code 2024-05-23T17:59:00Z} or with a space. */
  private static PublicationDate date(String text) {
    String day = text.strip();
    boolean timed = day.length() > 10 && (day.charAt(10) == 'T' || day.charAt(10) == ' ');
    return PublicationDate.parse(timed ? day.substring(0, 10) : day);
  }

  /** The arXiv version that title and abstract are of. */
  public Draft version(int number) {
    if (number >= 1) {
      paper.version(number);
    }
    return this;
  }

  public Draft withdrawn(boolean value) {
    paper.withdrawn(value);
    return this;
  }

  /** Where the paper appeared; one too long to be a name is left out. */
  public Draft venue(@Nullable String name) {
    with(name, text -> word("venue", text, paper::venue));
    return this;
  }

  public Draft category(@Nullable String name) {
    with(name, text -> word("category", text, value -> paper.categories(List.of(value))));
    return this;
  }

  public Draft keyword(@Nullable String name) {
    with(name, text -> word("keyword", text, value -> paper.keywords(List.of(value))));
    return this;
  }

  private void word(String what, String text, Consumer<String> add) {
    if (text.strip().length() <= Paper.MAX_WORD) {
      add.accept(text);
    } else {
      leaveOut(what, text);
    }
  }

  /** An address about the paper, http or https. */
  public Draft link(Link.Kind kind, @Nullable String url) {
    with(
        url,
        text ->
            attempt("link", text, () -> new Link(kind, text), link -> paper.links(List.of(link))));
    return this;
  }

  /** Readers' votes; a number below zero is left out. */
  public Draft upvotes(long count) {
    count("number of upvotes", count, paper::upvotes);
    return this;
  }

  /** Readers' comments; a number below zero is left out. */
  public Draft comments(long count) {
    count("number of comments", count, paper::comments);
    return this;
  }

  private void count(String what, long count, IntConsumer set) {
    if (count >= 0 && count <= Integer.MAX_VALUE) {
      set.accept((int) count);
    } else {
      leaveOut(what, Long.toString(count));
    }
  }

  /** Names a fact that could not be understood. */
  public Draft leaveOut(String what, String text) {
    leftOut.add("no %s: '%s'".formatted(what, Text.shortened(text)));
    return this;
  }

  /** The paper, or why it is none. */
  public ReadResult at(Location location) {
    try {
      return new Read(paper.authors(authors).build(), location, false, leftOut);
    } catch (IllegalArgumentException e) {
      return new Rejected(location, String.valueOf(e.getMessage()));
    }
  }

  private static void with(@Nullable String text, Consumer<String> use) {
    if (text != null && !text.isBlank()) {
      use.accept(text);
    }
  }

  private <T> void attempt(String what, String text, Supplier<T> parse, Consumer<T> use) {
    try {
      use.accept(parse.get());
    } catch (IllegalArgumentException _) {
      leaveOut(what, text);
    }
  }
}
