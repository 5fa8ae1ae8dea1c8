package io.akin.export;

import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param cell of the kind's type, or null where a row has none
 */
record Column(String name, Kind kind, Cell cell) {
  /** What stands in a column. */
  enum Kind {
    /** A {@code String}. */
    TEXT,
    /** A {@code List<String>}. */
    TEXTS,
    /** An {@code Integer}. */
    INTEGER,
    /** A {@code Float}. */
    REAL,
    /** A {@code float[d]}. */
    VECTOR,
    /** A {@link Row.Near}. */
    NEIGHBOURS
  }

  /** Takes a cell out of a row. */
  @FunctionalInterface
  interface Cell {
    @Nullable Object of(Row row);
  }

  /**
   * The columns of rows, in the order of every table. Those of the atlas and of the neighbours are
   * there when these are; of coarser topics there is a column for each level above the finest.
   */
  static List<Column> of(Rows rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("id", Kind.TEXT, row -> row.paper().id().text()));
    columns.add(new Column("title", Kind.TEXT, row -> row.paper().title()));
    columns.add(new Column("abstract", Kind.TEXT, row -> text(row.paper().abstractText())));
    columns.add(texts("authors", paper -> paper.authors().stream().map(Author::name).toList()));
    columns.add(
        new Column(
            "published",
            Kind.TEXT,
            row -> row.paper().published().map(PublicationDate::toString).orElse(null)));
    columns.add(
        new Column(
            "year",
            Kind.INTEGER,
            row -> row.paper().published().map(PublicationDate::year).orElse(null)));
    columns.add(new Column("venue", Kind.TEXT, row -> row.paper().venue().orElse(null)));
    columns.add(texts("categories", Paper::categories));
    columns.add(texts("keywords", Paper::keywords));
    columns.add(new Column("language", Kind.TEXT, row -> row.paper().language().orElse(null)));
    columns.add(new Column("upvotes", Kind.INTEGER, row -> number(row.paper().upvotes())));
    columns.add(new Column("url", Kind.TEXT, row -> row.url().orElse(null)));
    boolean placed = rows.atlas().isPresent();
    if (placed) {
      columns.add(placed("x", Kind.REAL, Row.Place::x));
      columns.add(placed("y", Kind.REAL, Row.Place::y));
    }
    columns.add(new Column("vector", Kind.VECTOR, row -> row.vector().toArray()));
    if (rows.haveNeighbours()) {
      columns.add(new Column("neighbors", Kind.NEIGHBOURS, row -> row.near().orElse(null)));
    }
    if (placed) {
      columns.add(placed("cluster", Kind.INTEGER, Row.Place::topic));
      columns.add(placed("label", Kind.TEXT, place -> place.label().orElse(null)));
      columns.add(placed("membership", Kind.REAL, Row.Place::membership));
      for (int i = 0; i < rows.levels() - 1; i++) {
        int level = i;
        columns.add(placed("topic_" + level, Kind.TEXT, place -> place.label(level).orElse(null)));
      }
    }
    return columns;
  }

  private static Column texts(String name, Function<Paper, List<String>> texts) {
    return new Column(name, Kind.TEXTS, row -> texts.apply(row.paper()));
  }

  /** Takes a cell out of a place. */
  @FunctionalInterface
  private interface OfPlace {
    @Nullable Object of(Row.Place place);
  }

  private static Column placed(String name, Kind kind, OfPlace cell) {
    return new Column(
        name, kind, row -> row.place().isPresent() ? cell.of(row.place().get()) : null);
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Integer number(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }
}
