package io.akin.index;

import io.akin.paper.Author;
import io.akin.paper.Language;
import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.Text;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One thing that is required of a paper. Engines agree with {@link #matches}. */
public sealed interface Condition {
  /** The most values one condition may have. */
  int MAX_VALUES = 1_000;

  /** What the condition is called in requests and answers. */
  String name();

  boolean matches(Paper paper);

  /**
   * Published in a period. Of a date that is not precise to the day, the period may be any day of
   * it: a paper of {@code 2024} may have come out in May of 2024. A paper without a date never has.
   *
   * @param from the first day, or none
   * @param to the last day, or none
   */
  record Published(Optional<LocalDate> from, Optional<LocalDate> to) implements Condition {
    public Published {
      requirePeriod(from, to);
    }

    @Override
    public String name() {
      return "published";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.published().filter(date -> mayBeIn(from, to, date)).isPresent();
    }
  }

  /**
   * First shown by a daily listing in a period. Dates that are not precise to the day are taken as
   * by {@link Published}; a paper that no listing showed never was.
   *
   * @param from the first day, or none
   * @param to the last day, or none
   */
  record Featured(Optional<LocalDate> from, Optional<LocalDate> to) implements Condition {
    public Featured {
      requirePeriod(from, to);
    }

    @Override
    public String name() {
      return "featured";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.featured().filter(date -> mayBeIn(from, to, date)).isPresent();
    }
  }

  /**
   * In any of the categories; {@code cs} stands for all that begin with {@code cs.} as well.
   *
   * @param any compared without regard to case
   */
  record InCategory(List<String> any) implements Condition {
    public InCategory {
      any = values("a category", any.stream().map(InCategory::normalised).toList());
    }

    /** The form in which categories are compared. */
    public static String normalised(String category) {
      return category.strip().toLowerCase(Locale.ROOT);
    }

    /** Everything that a category is found by: itself, and the archive it is part of. */
    public static List<String> namesOf(String category) {
      String name = normalised(category);
      int dot = name.indexOf('.');
      return dot > 0 ? List.of(name, name.substring(0, dot)) : List.of(name);
    }

    @Override
    public String name() {
      return "categories";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.categories().stream()
          .flatMap(category -> namesOf(category).stream())
          .anyMatch(any::contains);
    }
  }

  /** Written by any of the people; see {@link Words}. */
  record ByAuthor(List<String> any) implements Condition {
    public ByAuthor {
      any = values("an author", Words.wanted("an author", any));
    }

    @Override
    public String name() {
      return "authors";
    }

    @Override
    public boolean matches(Paper paper) {
      return found(any, paper.authors().stream().map(Author::name));
    }
  }

  /**
   * From any of the organisations, by name or by the short name in addresses; see {@link Words}.
   */
  record FromOrganisation(List<String> any) implements Condition {
    public FromOrganisation {
      any = values("an organisation", Words.wanted("an organisation", any));
    }

    @Override
    public String name() {
      return "organisation";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper
          .organisation()
          .filter(home -> found(any, Stream.of(home.slug(), home.name())))
          .isPresent();
    }
  }

  /** Published at any of the venues; see {@link Words}. */
  record AtVenue(List<String> any) implements Condition {
    public AtVenue {
      any = values("a venue", Words.wanted("a venue", any));
    }

    @Override
    public String name() {
      return "venue";
    }

    @Override
    public boolean matches(Paper paper) {
      return found(any, paper.venue().stream());
    }
  }

  /** With any of the keywords; see {@link Words}. */
  record WithKeyword(List<String> any) implements Condition {
    public WithKeyword {
      any = values("a keyword", Words.wanted("a keyword", any));
    }

    @Override
    public String name() {
      return "keywords";
    }

    @Override
    public boolean matches(Paper paper) {
      return found(any, paper.keywords().stream());
    }
  }

  /** With a link to source code, or without one. */
  record HasCode(boolean wanted) implements Condition {
    @Override
    public String name() {
      return "has_code";
    }

    @Override
    public boolean matches(Paper paper) {
      return wanted == paper.links().stream().anyMatch(link -> link.kind() == Link.Kind.CODE);
    }
  }

  /** In any of the languages, as two-letter codes of ISO 639-1. */
  record InLanguage(List<String> any) implements Condition {
    public InLanguage {
      any =
          values(
              "a language",
              any.stream()
                  .map(
                      name ->
                          Language.parse(name)
                              .orElseThrow(
                                  () ->
                                      new IllegalArgumentException(
                                          "no language is known as '%s'; write en, fr, zh"
                                              .formatted(Text.shortened(name)))))
                  .toList());
    }

    @Override
    public String name() {
      return "language";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.language().filter(any::contains).isPresent();
    }
  }

  /**
   * Known under an identifier of any of the sources, such as {@code arxiv}, {@code doi}, {@code
   * acl}.
   */
  record FromSource(List<String> any) implements Condition {
    public FromSource {
      any = values("a source", any.stream().map(FromSource::normalised).toList());
    }

    private static String normalised(String source) {
      return source.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
      return "source";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.ids().stream().map(PaperId::scheme).anyMatch(any::contains);
    }
  }

  /** One of the papers that have these identifiers. */
  record Among(List<PaperId> ids) implements Condition {
    public Among {
      ids = bounded(ids);
    }

    @Override
    public String name() {
      return "ids";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.ids().stream().anyMatch(ids::contains);
    }
  }

  /** None of the papers that have these identifiers. */
  record Without(List<PaperId> ids) implements Condition {
    public Without {
      ids = bounded(ids);
    }

    @Override
    public String name() {
      return "exclude_ids";
    }

    @Override
    public boolean matches(Paper paper) {
      return paper.ids().stream().noneMatch(ids::contains);
    }
  }

  private static void requirePeriod(Optional<LocalDate> from, Optional<LocalDate> to) {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException(
          "the period ends before it begins: %s to %s".formatted(from.get(), to.get()));
    }
  }

  private static boolean mayBeIn(
      Optional<LocalDate> from, Optional<LocalDate> to, PublicationDate date) {
    return from.filter(day -> date.lastDay().isBefore(day)).isEmpty()
        && to.filter(day -> date.firstDay().isAfter(day)).isEmpty();
  }

  private static List<PaperId> bounded(Collection<PaperId> ids) {
    if (ids.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          "want at most %,d identifiers, got %,d".formatted(MAX_VALUES, ids.size()));
    }
    return List.copyOf(new TreeSet<>(ids));
  }

  private static List<String> values(String what, List<String> any) {
    if (any.isEmpty() || any.size() > MAX_VALUES || any.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "want 1 to %,d values of %s, none of them empty".formatted(MAX_VALUES, what));
    }
    return List.copyOf(new TreeSet<>(any));
  }

  private static boolean found(List<String> wanted, Stream<String> names) {
    return names.anyMatch(name -> Words.phrases(name).stream().anyMatch(wanted::contains));
  }
}
