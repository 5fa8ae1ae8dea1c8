package io.akin.corpus.table;

import io.akin.corpus.Draft;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.table.Fact.Named;
import io.akin.paper.ArxivId;
import io.akin.paper.Link;
import io.akin.paper.PaperId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a table, by their names, and what they say of the paper in a row. Names differ in
 * nothing by case, spaces, hyphens, underscores or points. Where several columns tell one fact, the
 * best that has something to say is taken; of identifiers, categories, keywords and links, all.
 * Immutable.
 */
public final class Columns {
  private static final Set<String> NOTHING = Set.of("", "nan", "none", "null", "n/a", "<na>");
  private static final Set<String> YES = Set.of("true", "yes", "1", "1.0");
  private static final Pattern VERSION = Pattern.compile("(?i).*\\dv(\\d{1,3})(?:\\.pdf)?");

  /** No count has more digits. A number such as 1e999999999 would fill the memory. */
  private static final int MAX_DIGITS = 20;

  /** More in one cell are no identifiers, and would each be named as such. */
  private static final int MAX_IDS = 100;

  private static final int MAX_SMALL = 100_000;

  private final List<String> names;
  private final Map<Fact, List<Integer>> columns = new EnumMap<>(Fact.class);

  /** The columns of these names, in the order of the table. */
  public Columns(List<String> names) {
    this.names = names.stream().map(String::strip).toList();
    Map<Fact, List<Found>> found = new EnumMap<>(Fact.class);
    Set<String> plain = this.names.stream().map(Fact::plain).collect(Collectors.toSet());
    for (int i = 0; i < this.names.size(); i++) {
      int column = i;
      Fact.named(this.names.get(i))
          .map(named -> inContext(named, Fact.plain(this.names.get(column)), plain))
          .ifPresent(
              named ->
                  found
                      .computeIfAbsent(named.fact(), _ -> new ArrayList<>())
                      .add(new Found(named.rank(), column)));
    }
    if (!plain.contains("itemtype")) {
      found.remove(Fact.ZOTERO_KEY);
    }
    found.forEach(
        (fact, all) ->
            columns.put(
                fact,
                all.stream()
                    .sorted(Comparator.comparingInt(Found::rank))
                    .map(Found::column)
                    .toList()));
  }

  private record Found(int rank, int column) {}

  /**
   * In Hugging Face's daily papers, the row's own date is the day of the listing, beside the
   * paper's.
   */
  private static Named inContext(Named named, String name, Set<String> all) {
    return name.equals("publishedat") && all.contains("paperpublishedat")
        ? new Named(Fact.FEATURED, Integer.MAX_VALUE)
        : named;
  }

  /** Whether one of the columns is the title, without which there is no paper. */
  public boolean haveTitle() {
    return columns.containsKey(Fact.TITLE);
  }

  /** How many of the columns say something of a paper. */
  public int known() {
    return columns.values().stream().mapToInt(List::size).sum();
  }

  /** Whether a column says something of a paper; cells of others are not looked at. */
  public boolean isKnown(int column) {
    return columns.values().stream().anyMatch(all -> all.contains(column));
  }

  /** How many columns there are. */
  public int count() {
    return names.size();
  }

  /** The names, as the table writes them. */
  public List<String> names() {
    return names;
  }

  /**
   * The paper in a row, or why there is none.
   *
   * @param row its cells in the order of the columns; cells missing at the end are absent
   */
  public ReadResult read(List<? extends Cell> row, Location location) {
    return new Row(row).read(location);
  }

  /** Whether a cell says that it has nothing to say, as programs write it. */
  static boolean isNothing(String text) {
    return text.length() < 5 && NOTHING.contains(text.toLowerCase(Locale.ROOT));
  }

  private final class Row {
    private final List<? extends Cell> cells;

    Row(List<? extends Cell> cells) {
      this.cells = cells;
    }

    ReadResult read(Location location) {
      Draft draft = new Draft(texts(Fact.TITLE).findFirst().orElse(""));
      fact(Fact.ABSTRACT, draft::abstractText);
      fact(Fact.LANGUAGE, draft::language);
      readIds(draft);
      cells(Fact.AUTHORS).findFirst().ifPresent(cell -> readAuthors(cell, draft));
      number(
          Fact.AUTHOR_COUNT, "number of authors", count -> draft.authorCount(small(count)), draft);
      date(Fact.PUBLISHED, draft::published, draft);
      date(Fact.UPDATED, draft::updated, draft);
      date(Fact.FEATURED, draft::featured, draft);
      fact(Fact.VENUE, draft::venue);
      cells(Fact.CATEGORIES).map(Words::in).forEach(words -> words.forEach(draft::category));
      cells(Fact.KEYWORDS).map(Words::in).forEach(words -> words.forEach(draft::keyword));
      facts(Fact.PAGE).forEach(url -> draft.link(Link.Kind.PAGE, url));
      facts(Fact.CODE).forEach(url -> draft.link(Link.Kind.CODE, url));
      facts(Fact.PROJECT).forEach(url -> draft.link(Link.Kind.PROJECT, url));
      readOrganisation(draft);
      number(Fact.UPVOTES, "number of upvotes", draft::upvotes, draft);
      // The arXiv's comments are words, such as "12 pages", and no readers' comments.
      facts(Fact.COMMENTS)
          .map(Columns::number)
          .flatMapToLong(OptionalLong::stream)
          .limit(1)
          .forEach(draft::comments);
      number(Fact.VERSION, "version", version -> draft.version(small(version)), draft);
      facts(Fact.WITHDRAWN).findFirst().map(Columns::isYes).ifPresent(draft::withdrawn);
      return draft.at(location);
    }

    private void readIds(Draft draft) {
      facts(Fact.ARXIV).forEach(draft::arxivId);
      facts(Fact.DOI).forEach(draft::doi);
      facts(Fact.PMID).forEach(id -> draft.sourceId("pmid", id));
      facts(Fact.ZOTERO_KEY).forEach(key -> draft.sourceId("zotero", key));
      cells(Fact.ID).flatMap(Row::ids).forEach(draft::id);
      facts(Fact.PAGE).filter(url -> PaperId.parse(url).isPresent()).forEach(draft::id);
      Stream.of(Fact.ID, Fact.ARXIV, Fact.PAGE)
          .flatMap(this::facts)
          .filter(id -> PaperId.parse(id).filter(ArxivId.class::isInstance).isPresent())
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .findFirst()
          .ifPresent(matcher -> draft.version(Integer.parseInt(matcher.group(1))));
    }

    /** A DOI may hold commas and semicolons: only what is no identifier is taken apart. */
    private static Stream<String> ids(Cell cell) {
      return PaperId.parse(text(cell)).isPresent()
          ? Stream.of(text(cell))
          : Words.in(cell).stream().limit(MAX_IDS);
    }

    private void readAuthors(Cell cell, Draft draft) {
      Optional<List<String>> names = Names.in(cell);
      if (names.isPresent()) {
        names.get().forEach(draft::author);
      } else {
        draft.leaveOut("authors that can be told apart, separate them by ';'", text(cell));
      }
    }

    private void readOrganisation(Draft draft) {
      Optional<String> slug = facts(Fact.ORGANISATION).findFirst();
      Optional<String> name = facts(Fact.ORGANISATION_FULL_NAME).findFirst();
      Optional<Map<String, String>> object =
          slug.flatMap(Literal::parse).flatMap(items -> items.stream().findFirst());
      if (object.isPresent()) {
        name = Optional.ofNullable(object.get().get("fullname"));
        slug = Optional.ofNullable(object.get().get("name"));
      }
      draft.organisation(slug.orElse(null), name.orElse(null));
    }

    private void fact(Fact fact, Consumer<String> use) {
      facts(fact).findFirst().ifPresent(use);
    }

    private void date(Fact fact, Consumer<String> use, Draft draft) {
      List<String> candidates = facts(fact).toList();
      Optional<String> date =
          candidates.stream().map(Dates::parse).flatMap(Optional::stream).findFirst();
      if (date.isPresent()) {
        use.accept(date.get());
      } else if (!candidates.isEmpty()) {
        draft.leaveOut("date", candidates.getFirst());
      }
    }

    private void number(Fact fact, String what, LongConsumer use, Draft draft) {
      facts(fact)
          .findFirst()
          .ifPresent(
              text -> Columns.number(text).ifPresentOrElse(use, () -> draft.leaveOut(what, text)));
    }

    /** The cells of a fact that have something to say, the best first. */
    private Stream<Cell> cells(Fact fact) {
      return columns.getOrDefault(fact, List.of()).stream()
          .filter(column -> column < cells.size())
          .map(column -> (Cell) cells.get(column))
          .filter(cell -> !isNothing(text(cell).strip()) && !text(cell).isBlank());
    }

    private Stream<String> facts(Fact fact) {
      return cells(fact).map(Columns::text);
    }

    /** The cells of a fact as they stand: a paper may be titled "None". */
    private Stream<String> texts(Fact fact) {
      return columns.getOrDefault(fact, List.of()).stream()
          .filter(column -> column < cells.size())
          .map(column -> text(cells.get(column)))
          .filter(text -> !text.isBlank());
    }
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> text;
      case Cell.Texts(List<String> texts) -> String.join("; ", texts);
    };
  }

  /** A whole number, which programs with no other kind may write as 12.0 or 1.2E3. */
  private static OptionalLong number(String text) {
    if (text.strip().length() > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs(number.scale()) > MAX_DIGITS
          ? OptionalLong.empty()
          : OptionalLong.of(number.longValueExact());
    } catch (ArithmeticException | NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static int small(long number) {
    return Math.clamp(number, 0, MAX_SMALL);
  }

  /** Whether it is said, or dated, that something is so. */
  private static boolean isYes(String text) {
    return YES.contains(text.strip().toLowerCase(Locale.ROOT)) || Dates.parse(text).isPresent();
  }
}
